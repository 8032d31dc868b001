"""The pane of one deal: with whom, how far, for how much, what happened. Every edit saves itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.deals import Deal
from salesdesk.domain.locally import short_moment
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import deal_stages, deals, prospects
from salesdesk.services.deal_stages import label
from salesdesk.services.deals_told import Whole, whole
from salesdesk.services.ratings import About
from salesdesk.ui import theme
from salesdesk.ui.deals.after_sale import AfterSale
from salesdesk.ui.deals.closing import LostForm, WonForm
from salesdesk.ui.deals.course import Course
from salesdesk.ui.deals.credits import CreditsCard
from salesdesk.ui.deals.lines import Lines
from salesdesk.ui.deals.quoting import QuoteCard
from salesdesk.ui.deals.stand import DealStand
from salesdesk.ui.deals.technique import TechniqueFact
from salesdesk.ui.deals.wording import stands
from salesdesk.ui.desk import Desk
from salesdesk.ui.rating import RatingsCard
from salesdesk.ui.widgets import buttons
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import day, per_cent, shown_day, tried
from salesdesk.ui.widgets.facts import TextFact, quiet_line
from salesdesk.ui.widgets.fields import lines
from salesdesk.ui.widgets.labels import secondary
from salesdesk.ui.widgets.sheet import column_in
from salesdesk.ui.widgets.stage_bar import StageBar


class DealDetail(QWidget):
    """Shows a deal, as it is now."""

    gone = Signal()  # the one shown was deleted
    asked = Signal(str)  # an act of the page: deal-won, deal-lost, deal-again, delete-deal
    closed = Signal()  # won or lost was saved or left: the keyboard goes back

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.whole: Whole | None = None
        self._who = button("", self._open_who, kind="link", icon="user-round")
        self._title = TextFact("", quiet_line(_("What it is about"), name=_("Title")), self._saver("title"))
        self._title.editor.setFont(theme.font(3, weight=theme.QFont.Weight.DemiBold))
        self.bar, self._stands = StageBar(moves=True), secondary("", wrap=True)
        self.won, self.lost = WonForm(desk), LostForm(desk)
        self.lines, self.after, self._course = Lines(desk), AfterSale(desk), Course()
        self.stand, self.quote = DealStand(desk), QuoteCard(desk)
        self.ratings, self.credits = RatingsCard(desk), CreditsCard(desk)
        self.technique = TechniqueFact(desk, self._saver("technique"))
        self._facts = {
            "probability": TextFact(_("Likely"), quiet_line(), self._saver("probability", per_cent)),
            "expected_close": TextFact(
                _("Closes"), quiet_line(_("no day yet")), self._saver("expected_close", self._day)
            ),
            "technique": self.technique,
            "number": TextFact(_("Number"), quiet_line(_("of the order or quote")), self._saver("number")),
            "revisit_on": TextFact(
                _("Try again"), quiet_line(_("no second try")), self._saver("revisit_on", self._day)
            ),
        }
        note = lines(_("What else is to be known"), rows=3, name=_("Note"))
        note.setProperty("kind", "quiet")
        self._note = TextFact(_("Note"), note, self._saver("note", str.rstrip))
        self._arrange()
        self.bar.chosen.connect(self._stage_clicked)
        for form in (self.won, self.lost):
            form.saved.connect(self.leave_asking)
            form.left.connect(self.leave_asking)

    def _arrange(self) -> None:
        outer = QHBoxLayout(self)
        outer.setContentsMargins(20, 0, 20, 16)
        column = column_in(outer)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._title)
        who = QHBoxLayout()
        who.addWidget(self._who)
        who.addStretch(1)
        head.addLayout(who)
        column.addLayout(head)
        far = QVBoxLayout()
        far.setContentsMargins(6, 0, 6, 0)
        far.setSpacing(2)
        far.addWidget(self.bar)
        far.addWidget(self._stands)
        column.addLayout(far)
        column.addLayout(self._acts())
        column.addWidget(self.won)
        column.addWidget(self.lost)
        for part in (self.lines, self.stand, self.quote, self.after, self.credits, self.ratings):
            column.addWidget(part)
        facts = Card()
        facts.body.setContentsMargins(16, 10, 16, 10)
        facts.body.setSpacing(2)
        for fact in (*self._facts.values(), self._note):
            facts.body.addWidget(fact)
        column.addWidget(facts)
        column.addWidget(self._course)
        column.addStretch(1)
        self.won.hide()
        self.lost.hide()

    def _acts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        asked = self.asked.emit
        self._win = button(_("Won"), lambda: asked("deal-won"), kind="main", icon="circle-check", tip="W")
        self._lose = button(_("Lost"), lambda: asked("deal-lost"), icon="circle-x", tip="L")
        self._again = button(_("Open again"), lambda: asked("deal-again"), icon="rotate-ccw")
        self._delete = button(
            "", lambda: asked("delete-deal"), kind="plain", icon="trash", name=_("Delete this deal")
        )
        for one in (self._win, self._lose, self._again):
            row.addWidget(one)
        row.addStretch(1)
        row.addWidget(self._delete)
        return row

    def _day(self, text: str) -> Any:
        return day(text, self._desk.clock)

    def _saver(
        self, field: str, read: Callable[[str], Any] = str.strip
    ) -> Callable[[str, Any], tuple[bool, str]]:
        def save(text: str, _seen: Any) -> tuple[bool, str]:
            found = self.whole
            if found is None:
                return True, ""
            try:
                new = read(text)
            except UserError as error:
                return False, str(error)
            kept = list[Deal]()
            taken, told = tried(
                self._desk, lambda: kept.append(deals.edit(self._desk.store, found.deal, field, new))
            )
            if kept and self.whole is not None:  # what the next change of this field must have seen
                self.whole = replace(self.whole, deal=kept[0])
            return taken, told

        return save

    def show_deal(self, deal: UUID | None) -> bool:
        """Shows a deal; False where there is none any more. What was being typed is saved, or stays."""
        if deal is None:
            self.whole = None
            return False
        other = self.whole is None or self.whole.deal.id != deal
        if other:
            self.commit()
        with self._desk.store.read() as reading:
            found = whole(reading, self._desk.store, deal)
        self.whole = found
        if found is None:
            return False
        if other:
            self.won.hide()
            self.lost.hide()
        self._show(found, other=other)
        return True

    def refresh(self) -> None:
        """Reads the deal that is shown anew."""
        if self.whole is not None and not self.show_deal(self.whole.deal.id):
            self.gone.emit()

    def _show(self, found: Whole, *, other: bool) -> None:
        deal = found.deal
        self._title.show_value(deal.title, deal.title, other=other)
        called = " · ".join(dict.fromkeys(part for part in (found.who, found.company) if part))
        buttons.label(self._who, called)
        self._who.setVisible(bool(called))
        self._who.setEnabled(deal.prospect is not None and bool(found.who))
        self._who.setAccessibleName(_("Open {name}").format(name=called))
        keys = [one.key for one in found.stages]
        names = [*(label(one) for one in found.stages), _("Won")]
        at = len(keys) if deal.outcome == "won" else keys.index(deal.stage) if deal.stage in keys else -1
        tone = {"won": "good", "lost": "hot", "disqualified": "control"}.get(deal.outcome, "accent")
        told = stands(found, self._desk.clock)
        self.bar.say(names, at, told, tone=tone)
        self._stands.setText(told)
        own = deal.probability
        likely = self._facts["probability"]
        likely.show_value("" if own is None else _("{number} %").format(number=own), own, other=other)
        editor: Any = likely.editor
        why = deal_stages.by_history(found.chance.closed) or _("as its stage")
        editor.setPlaceholderText(_("{number} %, {why}").format(number=found.chance.percent, why=why))
        for field in ("expected_close", "revisit_on"):
            kept = getattr(deal, field)
            self._facts[field].show_value(shown_day(kept), kept, other=other)
        self.technique.show_deal(deal, other=other)
        self._facts["number"].show_value(deal.number, deal.number, other=other)
        likely.setVisible(not deal.outcome)
        self._facts["expected_close"].setVisible(not deal.outcome)
        self._facts["revisit_on"].setVisible(deal.outcome == "lost")
        self._note.show_value(deal.note, deal.note, other=other)
        self.lines.show_deal(found, other=other)
        self.stand.show_deal(found, other=other)
        self.quote.show_deal(found)
        self.after.show_deal(found, other=other)
        self.credits.show_deal(found, other=other)
        self.ratings.show_about(About(deal=deal.id), wanted=deal.outcome == "won")
        self._course.show_course(
            [(one.kind, one.title, short_moment(one.at, self._desk.clock)) for one in found.course]
        )
        self._show_acts()

    def _show_acts(self) -> None:
        found = self.whole
        asking = self.is_asking()
        is_open = found is not None and not found.deal.outcome
        self._win.setVisible(is_open and not asking)
        self._lose.setVisible(is_open and not asking)
        self._again.setVisible(not is_open and not asking)
        self._delete.setVisible(not asking)

    def is_asking(self) -> bool:
        """Whether won or lost is being asked."""
        return not self.won.isHidden() or not self.lost.isHidden()

    def ask(self, outcome: str) -> None:
        """Asks what must be known of a deal that is won, or lost."""
        found = self.whole
        if found is None or found.deal.outcome:
            return
        form, other = (self.won, self.lost) if outcome == "won" else (self.lost, self.won)
        other.hide()
        form.show()
        self._show_acts()
        form.ask(found)

    def save_asked(self) -> None:
        """Saves what is being asked."""
        for form in (self.won, self.lost):
            if not form.isHidden():
                form.save()

    def leave_asking(self) -> None:
        """Leaves the question, answered or not."""
        self.won.hide()
        self.lost.hide()
        self._show_acts()
        self.closed.emit()

    def open_again(self) -> None:
        """Opens a closed deal in the stage in which it stood."""
        found, store = self.whole, self._desk.store
        if found is None or not found.deal.outcome:
            return
        known = any(one.key == found.deal.stage for one in found.stages)
        stage = found.deal.stage if known else found.stages[0].key
        told = _("Opened again: {title}").format(title=found.deal.title)
        self._desk.act(lambda: deals.move(store, found.deal.id, stage), told=told)

    def delete(self) -> None:
        """Deletes it; it offers Undo."""
        found, store = self.whole, self._desk.store
        if found is not None:
            told = _("Deleted {what}").format(what=found.deal.title)
            self._desk.act(lambda: (prospects.delete(store, found.deal, found.deal.title), True), told=told)

    def _stage_clicked(self, place: int) -> None:
        found, store = self.whole, self._desk.store
        if found is None:
            return
        if place >= len(found.stages):
            self.asked.emit("deal-won")
        elif found.deal.outcome or found.stages[place].key != found.deal.stage:
            stage = found.stages[place]
            told = _("Moved {title} to {stage}").format(title=found.deal.title, stage=label(stage))
            self._desk.act(lambda: deals.move(store, found.deal.id, stage.key), told=told)

    def _open_who(self) -> None:
        if self.whole is not None and self.whole.deal.prospect is not None:
            self._desk.go("prospects", self.whole.deal.prospect)

    def first(self) -> QWidget:
        """Where the keyboard goes first."""
        return self._title.editor

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        if self.whole is None:
            return True
        facts = (self._title, *self._facts.values(), self._note)
        return all(
            [
                *(fact.commit() for fact in facts),
                self.lines.commit(),
                self.after.commit(),
                self.ratings.commit(),
            ]
        )

    def take_keyboard(self) -> None:
        """Puts the keyboard where typing begins."""
        self.lines.field.setFocus(Qt.FocusReason.OtherFocusReason)
