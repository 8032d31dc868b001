"""The head of an import: the steps, which files it is about and what they list, and the way to their columns."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from salesdesk.i18n import _, ngettext
from salesdesk.ui.imports.kinds import choices
from salesdesk.ui.imports.steps import Steps
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.labels import ElidedLabel


class Head(QHBoxLayout):
    """`lists` is where a person says what the files list."""

    def __init__(self, show_columns: Callable[[], None]) -> None:
        super().__init__()
        self.setSpacing(12)
        self.steps = Steps((_("File"), _("Columns"), _("Look it over"), _("Done")))
        self.what = ElidedLabel("", "secondary")
        self.what.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.change = button(_("Change"), show_columns, kind="link")
        self.lists = Choice(choices(), name=_("What the file lists"), quiet=False)
        self.lists.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.lists.setToolTip(_("What the file lists"))
        self.addWidget(self.steps)
        self.addStretch(1)
        self.addWidget(self.what, 100)
        self.addWidget(self.lists)
        self.addWidget(self.change)


def left_told(left: int) -> str:
    """How many records an undo left alone."""
    told = ngettext(
        "{number} record was changed since and stays as it is.",
        "{number} records were changed since and stay as they are.",
        left,
    )
    return told.format(number=left)
