"""The third step: what is new, known, doubtful and not taken, before anything is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.domain.locally import grouped
from salesdesk.exchange.formats import Format
from salesdesk.i18n import _, ngettext
from salesdesk.services import rejects
from salesdesk.services.import_preview import Look, State
from salesdesk.services.imports import Choice as Decision
from salesdesk.ui.commands import Command, keys_shown
from salesdesk.ui.desk import Desk
from salesdesk.ui.imports.badges_view import BadgesView
from salesdesk.ui.imports.doubt_card import DoubtCard
from salesdesk.ui.imports.figures import FigureButton
from salesdesk.ui.imports.look_columns import Shown, columns
from salesdesk.ui.imports.wording import remarks
from salesdesk.ui.tables import RecordModel, RecordTable
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.labels import ElidedLabel, plainly, secondary

_FIGURES: Final = ((State.NEW,), (State.ADDS, State.KNOWN), (State.LOOK,), (State.REFUSED,))


class LookView(QWidget):
    """`take_in` is asked for by the button and by its command; decisions are kept in the look itself."""

    back = Signal()
    take_in = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._look, self._filter, self._doubt = Look(), tuple[State, ...](), -1
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._notes = secondary("", wrap=True)
        column.addWidget(self._notes)
        self.badges = BadgesView()
        column.addWidget(self.badges)
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(12)
        column.addWidget(self._middle, 1)
        self._arrange(middle, desk)
        column.addLayout(self._foot())
        desk.commands.add(self._commands(), on=self._middle)

    def _arrange(self, column: QVBoxLayout, desk: Desk) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(12)
        self.figures = [FigureButton() for _states in _FIGURES]
        for figure, states in zip(self.figures, _FIGURES, strict=True):
            figure.clicked.connect(partial(self._figure_clicked, states))
            figures.addWidget(figure, 1)
        column.addLayout(figures)
        card = Card()
        self.table = RecordTable(desk, RecordModel(columns()), name=_("What is in the file"))
        self.table.moved.connect(self._moved)
        card.body.setContentsMargins(2, 4, 2, 4)
        card.body.addWidget(self.table)
        card.setMinimumHeight(110)
        column.addWidget(card, 1)
        self.doubt = DoubtCard()
        self.doubt.decided.connect(self.decide)
        self.doubt.all_decided.connect(self._decide_all)
        self.doubt.asked.connect(self.show_doubt)
        column.addWidget(self.doubt)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        promise = ElidedLabel(_("It can be taken back at any time."), "muted")
        self.fair = Choice((), name=_("Met at"), quiet=False)
        self.source = Choice((), name=_("Came from"), quiet=False)
        for choice in (self.fair, self.source):
            choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            choice.setFixedWidth(max(158, choice.fontMetrics().horizontalAdvance(_("Met at no fair")) + 48))
        self.fair.chosen.connect(self.badges.met_at)
        self.go_on = button("", self.take_in.emit, kind="main", tip=keys_shown("Ctrl+Return"))
        row.addWidget(promise, 1)
        row.addWidget(self.fair)
        row.addWidget(self.source)
        row.addWidget(button(_("Back"), self.back.emit))
        row.addWidget(self.go_on)
        return row

    def _commands(self) -> list[Command]:
        group = _("Bring in contacts")
        deciding = self._is_deciding
        decide, step = self.doubt.decide, self.doubt.step
        same, two = (lambda: decide(Decision.SAME)), (lambda: decide(Decision.TWO))
        following, earlier = (lambda: step(1)), (lambda: step(-1))
        return [
            Command("import-same", _("The same person"), same, "Y", "check", deciding, group=group),
            Command("import-two", _("Two people"), two, "N", "users", deciding, group=group),
            Command(
                "import-next",
                _("Next doubtful one"),
                following,
                "Right",
                "chevron-right",
                deciding,
                group=group,
            ),
            Command(
                "import-before",
                _("Doubtful one before"),
                earlier,
                "Left",
                "chevron-left",
                deciding,
                group=group,
            ),
        ]

    def _is_deciding(self) -> bool:
        return self.isVisible() and self._look.doubts > 0

    def offer(self, fairs: Sequence[str]) -> None:
        """Offers the fairs where they may all have been met, and the sources they may all come from."""
        self.fair.offer([("", _("Met at no fair")), *((one, one) for one in fairs)])
        kinds = [(slug, vocabulary.label("source", slug)) for slug in vocabulary.slugs("source")]
        self.source.offer([("", _("Source: as told")), *kinds])
        for choice in (self.fair, self.source):
            choice.setCurrentIndex(max(0, choice.currentIndex()))

    def show_look(self, look: Look) -> None:
        """Shows what was found."""
        self._look, self._filter, self._doubt = look, (), -1
        told = remarks(look.files)
        self._notes.setText(" ".join(told[:3]))
        self._notes.setToolTip(plainly("\n".join(told)))
        self._notes.setVisible(bool(told))
        self.badges.show_files(look.files)
        self._say()
        self._show()
        self.doubt.setVisible(look.doubts > 0)
        if look.doubts:
            self.show_doubt(0)
        elif len(look.states):
            self.table.setCurrentIndex(self.table.records.index(0, 0))
        QTimer.singleShot(0, self, self._scroll)  # when the table has its height

    def _scroll(self) -> None:
        self.table.scrollTo(self.table.currentIndex())

    def _say(self) -> None:
        look = self._look
        new, adds, known, doubtful, refused = (look.count(state) for state in State)
        more = ngettext("{n} nothing new", "{n} nothing new", known)
        whom = ngettext("updates someone known", "update someone known", adds)
        update = ngettext("updated", "updated", adds) if known else whom
        notes = (
            ngettext("new prospect", "new prospects", new),
            " · ".join((update, more.format(n=grouped(known)))) if known else update,
            _("to look at: maybe the same"),
            _("not taken, kept in {file}").format(file=_kept_in(look)) if refused else _("not taken"),
        )
        for figure, count, note in zip(self.figures, (new, adds, doubtful, refused), notes, strict=True):
            figure.say(grouped(count), note)
        self.figures[1].setEnabled(adds + known > 0)
        for figure, count in ((self.figures[0], new), (self.figures[3], refused)):
            figure.setEnabled(count > 0)
        self.figures[2].setEnabled(doubtful > 0 or self._filter == (State.LOOK,))
        wanted = look.wanted
        text = ngettext("Take in {n} prospect", "Take in {n} prospects", wanted).format(n=grouped(wanted))
        self.go_on.setText(text if wanted else _("Nothing to take in"))
        self.go_on.setAccessibleName(self.go_on.text())
        self.go_on.setEnabled(wanted > 0)

    def _figure_clicked(self, states: tuple[State, ...]) -> None:
        self.filter(() if states == self._filter else states)

    def filter(self, states: tuple[State, ...]) -> None:
        """Shows only the rows in one of `states`; none given: all."""
        self._filter = states
        self._show()
        if self.table.records.keys and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.table.records.index(0, 0))

    def _show(self) -> None:
        for figure, states in zip(self.figures, _FIGURES, strict=True):
            figure.setChecked(states == self._filter)
        self.table.show_records(self._look.places(*self._filter), partial(_rows, self._look))

    def _moved(self, place: object) -> None:
        if isinstance(place, int) and self._look.doubts:
            doubt = self._look.lines([place])[place].doubt
            if doubt >= 0 and doubt != self._doubt:
                self._doubt = doubt
                self.doubt.show_doubt(self._look, doubt)

    def show_doubt(self, at: int) -> None:
        """Puts a doubt in front, in the card and, where it is shown, in the table."""
        self._doubt = at
        self.doubt.show_doubt(self._look, at)
        self.table.choose(self._look.place_of(at))

    def decide(self, at: int, said: str) -> None:
        """Keeps a decision, `said` as its value, and goes on to the next that is undecided."""
        decision = Decision(said)
        self._look.decide(at, decision)
        self._say()
        if self._filter:
            self._show()
        else:
            self.table.records.again()
        following = self._look.undecided(at)
        self.show_doubt(at if following is None or decision is Decision.ASIDE else following)

    def _decide_all(self, said: str) -> None:
        decision = Decision(said)
        for at in range(self._look.doubts):
            if at not in self._look.choices:
                self._look.decide(at, decision)
        self._say()
        self._show()
        self.show_doubt(self._doubt)


def _rows(look: Look, places: Sequence[int]) -> Mapping[int, Shown]:
    return {place: Shown(State(look.states[place]), line) for place, line in look.lines(places).items()}


def _kept_in(look: Look) -> str:
    """The file in which is kept what is not taken, or where such files are."""
    read = [one for one in look.files if not one.trouble]
    if len(read) != 1:
        return _("a file beside each")
    return Path(read[0].name).stem + rejects.ending(Format(read[0].format))
