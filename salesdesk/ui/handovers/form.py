"""The form of a hand-over: whom, to whom, in which format, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QSizePolicy

from salesdesk.domain.locally import grouped
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services.exports import Form
from salesdesk.services.handing_over import Group, Ready
from salesdesk.ui.handovers.tiles import Tile, Tiles
from salesdesk.ui.handovers.which_fields import WhichFields
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.checks import CheckBox
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.fields import Field, line
from salesdesk.ui.widgets.labels import ElidedLabel, secondary, strong

EVERYTHING: Final = ".zip"
TABLE: Final = ".csv"
_FORMATS: Final = (
    (".vcf", N_("vCard"), N_("phones, Outlook")),
    (".xlsx", N_("Excel"), N_("a worksheet")),
    (TABLE, N_("CSV"), N_("other programs")),
    (".ics", N_("Calendar"), N_("open follow-ups")),
    (EVERYTHING, N_("Everything"), N_("to restore from")),
)


_PROGRAMS: Final = (
    ("google", "Google"), ("outlook", "Outlook"), ("hubspot", "HubSpot"), ("pipedrive", "Pipedrive"),
)  # fmt: skip


class HandOverForm(Card):
    """`changed` tells that another group was chosen, `export` that the file is to be written."""

    changed = Signal()
    export = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._groups: list[Group] = []
        self._ready = Ready()
        self.body.setContentsMargins(20, 16, 20, 16)
        self.body.setSpacing(12)
        self._told = secondary("", wrap=True)
        self.body.addWidget(strong(_("Hand contacts to someone"), step=2))
        self.body.addWidget(self._told)
        self.tiles = Tiles(
            [Tile(ending, _(title), _(note)) for ending, title, note in _FORMATS], name=_("Format")
        )
        self.tiles.chosen.connect(self._say)
        self.body.addWidget(self.tiles)
        self.body.addLayout(self._fields())
        self.agreed = CheckBox(_("Only those who agreed to be handed over"))
        self.notes = CheckBox(_("Leave out what I noted about them"))
        self.share = CheckBox(_("Share them out among your team, a file each"))
        self.share.hide()
        self.which = WhichFields()
        for box in (self.agreed, self.notes, self.share):
            box.setChecked(box is not self.share)
            box.toggled.connect(self._say)
            if box is self.notes:
                beside = QHBoxLayout()
                beside.addWidget(box, 1)
                beside.addWidget(self.which)
                self.body.addLayout(beside)
            else:
                self.body.addWidget(box)
        foot = QHBoxLayout()
        self._short = secondary("", wrap=True)
        self.go_on = button("", self.export.emit, kind="main", icon="upload")
        foot.addWidget(self._short, 1)
        foot.addWidget(self.go_on)
        self.body.addLayout(foot)
        self._say()

    def _fields(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.group = Choice((), quiet=False)
        self.group.chosen.connect(self._chosen)
        self.to = line(_("A name: it is kept who got whom"))
        self._whom = Field(_("Whom"), self.group)
        row.addWidget(self._whom, 1)
        self._to = Field(_("To"), self.to)
        row.addWidget(self._to, 1)
        self.program = Choice([("", _("Any program")), *_PROGRAMS], quiet=False)
        self._program = Field(_("Written for"), self.program)
        row.addWidget(self._program, 1)
        return row

    def _chosen(self, _value: str) -> None:
        self.changed.emit()

    def offer(self, groups: Sequence[Group], chosen: Group | None = None) -> None:
        """Offers groups; `chosen`, or the one that was chosen, stays chosen."""
        wanted = chosen or self.chosen_group()
        self._groups = list(groups)
        self.group.offer([(str(n), one.name) for n, one in enumerate(self._groups)])
        self.group.setCurrentIndex(self._groups.index(wanted) if wanted in self._groups else 0)

    def offer_team(self, names: Sequence[str]) -> None:
        """Offers the team, to type one of their names or to share out among all."""
        completer = QCompleter(list(names), self.to)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.to.setCompleter(completer)
        self.share.setVisible(bool(names))
        if not names:
            self.share.setChecked(False)
        self._say()

    def is_shared(self) -> bool:
        """Whether each of the team gets a file."""
        return self.share.isChecked() and self.share.isEnabled()

    def chosen_group(self) -> Group | None:
        """The group that is chosen."""
        place = self.group.currentIndex()
        return self._groups[place] if 0 <= place < len(self._groups) else None

    def ending(self) -> str:
        """The ending of the file in the format that is chosen."""
        return self.tiles.value()

    def form(self) -> Form:
        """What of them goes along, and in the words of which program."""
        fields = self.which.fields() if self.which.isEnabled() else ()
        return Form(self.program.value() if self.ending() == TABLE else "", fields)

    def show_ready(self, ready: Ready) -> None:
        """Shows how many the group holds, and who agreed."""
        self._ready = ready
        self._say()

    def going(self) -> int:
        """How many would be handed over."""
        return len(self._ready.agreed if self.agreed.isChecked() else self._ready.wanted)

    def _say(self) -> None:
        everything = self.ending() == EVERYTHING
        for part in (self._whom, self.agreed):
            part.setEnabled(not everything)
        contacts = not everything and self.ending() != ".ics"
        self.notes.setEnabled(contacts)
        self.share.setEnabled(contacts)
        self.which.setEnabled(contacts)
        self._program.setVisible(self.ending() == TABLE)
        self._to.setEnabled(not everything and not self.is_shared())
        group, going = self.chosen_group(), self.going()
        whole = len(self._ready.wanted)
        if everything:
            self._told.setText(
                _(
                    "All that Salesdesk holds, with its history, as one file: to move to another laptop, or to keep."
                )
            )
            self._short.setText(_("It holds everyone, also who did not agree to be handed over."))
            self._offer(_("Write everything"))
            self.go_on.setEnabled(True)
        else:
            told = ngettext("{n} prospect: {group}", "{n} prospects: {group}", whole)
            self._told.setText(told.format(n=grouped(whole), group=group.name if group else ""))
            missing = ngettext("{n} did not agree.", "{n} did not agree.", self._ready.missing)
            self._short.setText(missing.format(n=grouped(self._ready.missing)) if self._ready.missing else "")
            text = ngettext("Hand over {n}", "Hand over {n}", going).format(n=grouped(going))
            if self.is_shared():
                text = ngettext("Share out {n}", "Share out {n}", going).format(n=grouped(going))
            self._offer(text if going else _("Nobody to hand over"))
            self.go_on.setEnabled(going > 0)

    def _offer(self, text: str) -> None:
        self.go_on.setText(f"\u2002{text}")  # room after the icon, as `button` leaves it
        self.go_on.setAccessibleName(text)


class Written(Card):
    """What was written last, and where."""

    def __init__(self) -> None:
        super().__init__(edge="good")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setContentsMargins(19, 8, 12, 8)
        row.setSpacing(12)
        self.told = ElidedLabel("")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        row.addWidget(self.told, 1)
        row.addLayout(self.buttons)
        self.body.addLayout(row)
        self.hide()
