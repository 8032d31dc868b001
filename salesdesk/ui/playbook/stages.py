"""Which stages of a deal a technique suits: a box each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.domain.pipeline import Stage
from salesdesk.i18n import _
from salesdesk.services.deal_stages import label
from salesdesk.ui.widgets.checks import CheckBox
from salesdesk.ui.widgets.flow import FlowLayout
from salesdesk.ui.widgets.labels import muted


class StagesBox(QWidget):
    """None ticked: it suits all."""

    changed = Signal(str)  # the keys of the stages that are ticked now, divided by commas

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(4)
        self._says = muted(_("Suits these stages of a deal"), step=0)
        column.addWidget(self._says)
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, spacing=16)
        column.addWidget(self._holder)
        self.boxes: dict[str, CheckBox] = {}
        self._stages: Sequence[Stage] = ()

    def show_stages(self, stages: Sequence[Stage], kept: str) -> None:
        """Shows the stages of the pipeline, those of `kept` ticked."""
        if stages != self._stages:
            self._stages = list(stages)
            for box in self.boxes.values():
                self._flow.removeWidget(box)
                box.deleteLater()
            self.boxes = {one.key: CheckBox(label(one)) for one in stages}
            for box in self.boxes.values():
                self._flow.addWidget(box)
                box.clicked.connect(self._clicked)
        ticked = set(kept.split())
        for key, box in self.boxes.items():
            box.setChecked(key in ticked)
        all_ = _("Suits all stages of a deal; tick those that it suits best")
        self._says.setText(_("Suits these stages of a deal") if ticked else all_)

    def _clicked(self) -> None:
        self.changed.emit(",".join(key for key, box in self.boxes.items() if box.isChecked()))
