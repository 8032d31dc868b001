"""By how much a figure should change: a number, how it is meant, what that comes to, and from where it starts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.figures.attainment import How
from salesdesk.i18n import N_, _
from salesdesk.services import goal_numbers, goal_units
from salesdesk.services.goal_baseline import Since
from salesdesk.services.goal_form_words import spread
from salesdesk.ui.widgets.buttons import Option, Segmented, button, label
from salesdesk.ui.widgets.checks import CheckBox
from salesdesk.ui.widgets.chip_buttons import menu_under
from salesdesk.ui.widgets.fields import Field, line

_NUMBER: Final = 124  # pixels
_GAP: Final = 12
_ROUND: Final = 12  # the room around the words of a way
_HIGH: Final = 34  # as the row of ways beside it
_WAYS: Final = {
    "points": N_("points"),
    "relative": N_("per cent"),
    "absolute": N_("the target itself"),
}
_UNITS: Final = {
    "money": N_("amount"),
    "days": N_("days"),
    "hours": N_("hours"),
    "minutes": N_("minutes"),
    "count": N_("number"),
    "pieces": N_("pieces"),
}
_SINCE: Final = {
    "before": N_("The time before"),
    "year": N_("The last year"),
    "own": N_("A number of my own"),
}


class Amount(QWidget):
    """`changed` tells that anything of it was typed or chosen."""

    changed = Signal()

    def __init__(self, currency: str) -> None:
        super().__init__()
        self.currency, self._figure = currency, ""
        self._since: Since = ""
        self.by = line()
        self.by.setFixedSize(_NUMBER, _HIGH)
        self.field = Field(_("Raise by"), self.by)
        self.how = Segmented(
            [Option(one, _(text)) for one, text in _WAYS.items()], name=_("How it is meant"), follows=True
        )
        self.baseline = button("", self._ask, kind="link")
        self.own = line()
        self.own.setFixedSize(_NUMBER, _HIGH)
        self.stand = Field(_("Where I stand now"), self.own)
        self.compounds = CheckBox(_("It grows on itself: each time from what it came to before"))
        self._arrange()
        self.by.textChanged.connect(self._typed)
        self.own.textChanged.connect(self._typed)
        self.how.chosen.connect(self._how)
        self.compounds.toggled.connect(self._typed)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        ways = QVBoxLayout()
        ways.setSpacing(4)
        ways.addSpacing(self.field.label.sizeHint().height() + 4)
        ways.addWidget(self.how)
        row.addLayout(ways, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.field.said_below())
        self.baseline.setStyleSheet("QPushButton { padding-left: 0px; }")  # flush with the fields
        self.baseline.setToolTip(_("Choose from where it starts"))
        under = QHBoxLayout()
        under.addWidget(self.baseline)
        under.addStretch(1)
        column.addLayout(under)
        column.addWidget(self.stand)
        column.addWidget(self.compounds)
        self.compounds.hide()
        self.stand.hide()

    def begin(self, figure: str) -> None:
        """Asks for another figure, the way it is most often meant chosen already; the number is let go."""
        self._figure, self._since = figure, ""
        unit = goal_units.unit(figure)
        self.how.choose(
            "points"
            if unit in ("share", "points", "days", "hours")
            else "relative"
            if unit == "money"
            else "absolute"
        )
        self.by.clear()
        self.own.clear()
        self.stand.hide()
        self.compounds.setChecked(False)
        self._tell_baseline(_("Looking up where you stand …"))
        self._name()

    def _tell_baseline(self, text: str) -> None:
        label(self.baseline, text, after_icon=False)
        self.baseline.setVisible(bool(text))

    def meant(self) -> How:
        """How the number is meant."""
        return cast("How", self.how.value() or "absolute")

    def since(self) -> Since:
        """Of which days the baseline is to be."""
        return self._since

    def value(self) -> Decimal | None:
        """The number; None where there is none yet. Raises `UserError`."""
        return self._number(self.by.text(), relative=self.meant() == "relative")

    def stands(self) -> Decimal | None:
        """Where the seller says to stand; None where that is to be worked out. Raises `UserError`."""
        if self.stand.isHidden():
            return None
        return self._number(self.own.text(), relative=False)

    def _number(self, text: str, *, relative: bool) -> Decimal | None:
        if not text.strip():
            return None
        return goal_numbers.number(text, self._figure, self.currency, relative=relative)

    def tell(self, baseline: Fraction | None, targets: Mapping[How, Fraction], said: str) -> None:
        """Tells what the number comes to in each way, and `said` of where it starts."""
        told = {one: self._told(one, baseline, targets) for one in _WAYS}
        metrics = self.how.fontMetrics()
        need = sum(metrics.horizontalAdvance(one) + _ROUND for one in told.values())
        for how in ("points", "relative"):
            room = need <= self.width() - _NUMBER - _GAP or how == self.meant()
            self.how.say(how, told[how] if room else self._word(how))
        self._tell_baseline(said)

    def _told(self, how: str, baseline: Fraction | None, targets: Mapping[How, Fraction]) -> str:
        """A way with what the number comes to in it; the target itself says that already."""
        aim = targets.get(cast("How", how))
        if how == "absolute" or aim is None or baseline is None:
            return self._word(how)
        unit = goal_units.unit(self._figure)
        moved = spread(baseline, aim, unit, self.currency if unit == "money" else "")
        return _("{word}: {spread}").format(word=self._word(how), spread=moved)

    def may_compound(self, *, may: bool) -> None:
        """Whether it comes again, so that a change may grow on itself."""
        self.compounds.setVisible(may and self.meant() == "relative")

    def _word(self, how: str) -> str:
        unit = goal_units.unit(self._figure)
        return _(_UNITS[unit]) if how == "points" and unit in _UNITS else _(_WAYS[how])

    def _name(self) -> None:
        how, lower = self.meant(), goal_units.better(self._figure) == "lower"
        text = _("Come to") if how == "absolute" else _("Lower by") if lower else _("Raise by")
        unit = goal_units.unit(self._figure)
        of = "%" if how == "relative" or unit == "share" else self.currency if unit == "money" else ""
        of = of or (_(_UNITS[unit]) if unit in ("days", "hours", "minutes", "pieces") else "")
        if unit == "share" and how == "points":
            of = _("points")
        self.field.label.setText(f"{text} ({of})" if of else text)
        self.by.setAccessibleName(self.field.label.text())
        for one in ("points", "relative"):
            self.how.say(one, self._word(one))

    def _how(self, value: str) -> None:
        if not value:  # let go by a second choice, which says nothing
            self.how.choose("absolute")
        self._name()
        self.changed.emit()

    def _typed(self, _text: object = None) -> None:
        self.field.refuse("")
        self.stand.refuse("")
        self.changed.emit()

    def _ask(self) -> None:
        menu_under(self.baseline, [(_(text), partial(self.count_from, one)) for one, text in _SINCE.items()])

    def count_from(self, value: str) -> None:
        """Starts from the time `before`, from the last `year`, or from a number of one's `own`."""
        own = value == "own"
        self.stand.setVisible(own)
        self._since = "" if own else cast("Since", value)
        if own:
            self.own.setFocus()
        self.changed.emit()
