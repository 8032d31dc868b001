"""Commission: what the seller gets whatever is sold, and at which rate from which amount on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.figures.commission import Tier
from salesdesk.domain.figures.periods import around
from salesdesk.domain.locally import day_meant, day_month, exact_money
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import commission_words, commissions
from salesdesk.services.commissions import Agreed, PlanDraft
from salesdesk.ui import theme
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button, icon_button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.facts import AddingLine, Choice, Fact, TextFact
from salesdesk.ui.widgets.fields import SelfSaving, line, mark
from salesdesk.ui.widgets.labels import Trouble, muted

_WIDE: Final = 96  # pixels of a rate


class CommissionCard(Card):
    """One plan is shown, the one that holds today where none is chosen. Each change is kept at once, and can be
    undone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._plans: list[Agreed] = []
        self._shown: Agreed | None = None
        self._seen: UUID | None = None  # the plan whose fields stand there
        self.rows: list[_Row] = []
        head = self.head(_("Commission"), _("what you earn of what you sell"))
        self.plan = Choice((), name=_("Commission plan"), quiet=False)
        self.plan.setMinimumWidth(150)
        self.plan.chosen.connect(self._choose)
        self.cross = icon_button("x", self._remove, _("Remove this plan"))
        head.buttons.addWidget(self.plan)
        head.buttons.addWidget(self.cross)
        self.base = TextFact(_("Base"), line("0"), self._save_base)
        steps = [(step, commission_words.per(step)) for step in commissions.STEPS]
        self.step = Choice(steps, quiet=False)
        self.step.chosen.connect(self._choose_step)
        self.since = TextFact(_("Holds from"), line(_("For example: 1 Jan 2027")), self._save_since)
        self.tier = AddingLine(_("Another tier, such as 100 000 = 8 %"), self._add_tier)
        self.another = AddingLine(_("A new plan from a day on, such as 1 Jan …"), self._add_plan)
        self.begin = button(_("Set up commission"), self._begin, icon="plus")
        self._trouble = Trouble()
        self._arrange()
        self.show_plans([])

    def _arrange(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(muted(_("Sold from")), 0, 0)
        self._grid.addWidget(muted(_("Your share")), 0, 1)
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.base, Fact(_("Reckoned"), self.step), self.since):
            column.addWidget(part)
        column.addLayout(self._grid)
        column.addWidget(self.tier)
        column.addWidget(self.another)
        told = _("Salesdesk can reckon what you earn: a base, and a rate that may rise with what you sell.")
        self._none = QWidget()
        empty = QVBoxLayout(self._none)
        empty.setContentsMargins(0, 0, 0, 0)
        empty.setSpacing(8)
        empty.addWidget(muted(told, wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.begin)
        row.addStretch(1)
        empty.addLayout(row)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        for part in (self._none, self._whole, self._trouble):
            inside.addWidget(part)
        self.body.addLayout(inside)

    def load(self) -> None:
        """Shows what is kept; a few plans are read at once, so that nothing older is ever shown."""
        self.show_plans(self._read())

    def show_plans(self, plans: Sequence[Agreed]) -> None:
        """Shows the plans that are kept."""
        before = self._seen
        self._take_in(plans)
        self._seen = self._shown.id if self._shown else None
        self._none.setVisible(self._shown is None)
        for part in (self._whole, self.cross):
            part.setVisible(self._shown is not None)
        self.plan.setVisible(len(plans) > 1)
        if self._shown is None:
            return
        day = today(self._desk.clock)
        self.plan.offer([(str(one.id), commission_words.begins(one.terms.since, day)) for one in plans])
        self.plan.show_value(str(self._shown.id))
        terms, other = self._shown.terms, before != self._seen
        self.base.show_value(exact_money(terms.plan.base_minor, self.currency), terms, other=other)
        self.step.show_value(terms.step)
        self.since.show_value(day_month(terms.since), terms.since, other=other)
        self._show_tiers(self._shown)

    def _take_in(self, plans: Sequence[Agreed]) -> None:
        """Knows what is kept, and shows nothing yet."""
        shown = self._shown.id if self._shown else None
        self._plans = list(plans)
        self._shown = next((one for one in plans if one.id == shown), None) or self._holding()

    def _holding(self) -> Agreed | None:
        """The plan that holds today, or else the first one to come."""
        held = commissions.begun(self._plans, today(self._desk.clock))
        return held or next(iter(self._plans), None)

    @property
    def currency(self) -> str:
        """The currency of the plan that is shown."""
        own = own_currency(self._desk.settings)
        return (self._shown.terms.currency if self._shown else "") or own

    def _show_tiers(self, plan: Agreed) -> None:
        if [row.id for row in self.rows] != list(plan.tiers):
            for row in self.rows:
                row.let_go()
            self.rows = [_Row(self, one) for one in plan.tiers]
            before: QWidget = self.since.editor
            for place, row in enumerate(self.rows):
                for column, part in enumerate(row.parts):
                    self._grid.addWidget(part, place + 1, column)
                    QWidget.setTabOrder(before, part)
                    before = part
            QWidget.setTabOrder(before, self.tier.editor)
        for row, tier in zip(self.rows, plan.terms.plan.tiers, strict=True):
            row.show_tier(tier, self.currency)

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        lines = (self.base, self.since, self.tier, self.another)
        return all([*(one.commit() for one in lines), *(row.commit() for row in self.rows)])

    def change_tier(self, tier: UUID, **fields: Any) -> bool:
        """Sets fields of a tier."""
        taken, wrong = self._said(lambda: commissions.change_tier(self._desk.store, tier, **fields))
        self.tell(wrong)
        return taken

    def remove_tier(self, tier: UUID) -> None:
        """Takes a tier away."""
        if self._do(lambda: commissions.delete_tier(self._desk.store, tier)):
            self._desk.say(_("Removed the tier"), undo=True)
            self.tier.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        own = own_currency(self._desk.settings)
        draft = PlanDraft(since=around(today(self._desk.clock), "month").start, base=Money(0, own))
        if self._do(lambda: commissions.set_plan(self._desk.store, draft)):
            self.base.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        plan = self._shown
        if plan is not None and self._do(lambda: commissions.delete(self._desk.store, plan.id)):
            self._desk.say(_("Removed the commission plan"), undo=True)

    def _choose(self, plan: str) -> None:
        self.commit()
        self._shown = next((one for one in self._plans if str(one.id) == plan), self._shown)
        self.show_plans(self._plans)

    def _save_base(self, text: str, _seen: Any) -> tuple[bool, str]:
        return self._said(lambda: self._change(base=Money.parse(text.strip() or "0", self.currency)))

    def _save_since(self, text: str, _seen: Any) -> tuple[bool, str]:
        return self._said(lambda: self._change(since=self._day(text)))

    def _add_tier(self, text: str) -> tuple[bool, str]:
        low, equals, rate = text.partition("=")

        def add() -> None:
            if not equals:
                raise UserError(
                    _("“{text}” is no tier.").format(text=text), _("Write it like 100 000 = 8 %.")
                )
            tier = Tier(Money.parse(low, self.currency).minor, commission_words.rate_meant(rate))
            if self._shown is not None:
                commissions.add_tier(self._desk.store, self._shown.id, tier)

        return self._added(add)

    def _add_plan(self, text: str) -> tuple[bool, str]:
        """A new plan begins as the one that is shown, from another day on."""

        def add() -> None:
            since, shown = self._day(text), self._shown
            if any(one.terms.since == since for one in self._plans):
                raise UserError(_("Another plan begins on that day."), _("Change or remove that one."))
            if shown is not None:
                plan, base = shown.terms.plan, Money(shown.terms.plan.base_minor, self.currency)
                draft = PlanDraft(since=since, base=base, step=shown.terms.step, tiers=plan.tiers)
                made = commissions.set_plan(self._desk.store, draft)
                self._plans = self._read()
                self._shown = next(one for one in self._plans if one.id == made)

        return self._added(add)

    def _day(self, text: str) -> date:
        found = day_meant(text.strip(), today(self._desk.clock)) if text.strip() else None
        if found is None:
            raise UserError(_("“{text}” is not a day. Write it like 24 Dec 2026.").format(text=text))
        return found

    def _change(self, **fields: Any) -> None:
        if self._shown is not None:
            commissions.change(self._desk.store, self._shown.id, **fields)

    def _choose_step(self, step: str) -> None:
        self._do(lambda: self._change(step=step))

    def _do(self, act: Callable[[], object]) -> bool:
        """Does something, and says under the rows what is wrong with it."""
        taken, wrong = self._added(act)
        self.tell(wrong)
        return taken

    def _added(self, act: Callable[[], object]) -> tuple[bool, str]:
        """Does something that other fields show, too."""
        taken, wrong = self._said(act)
        self.show_plans(self._plans)
        return taken, wrong

    def _said(self, act: Callable[[], object]) -> tuple[bool, str]:
        try:
            act()
        except UserError as error:
            return False, f"{error} {error.hint}".strip()
        self._take_in(self._read())
        return True, ""

    def _read(self) -> list[Agreed]:
        with self._desk.store.read() as reading:
            return commissions.read(reading)

    def trouble(self) -> str:
        """What is said to be wrong."""
        return self._trouble.text()

    def tell(self, sentence: str) -> None:
        """Says under the rows what is wrong; the empty text takes that away."""
        self._trouble.say(sentence)


class _Row:
    """The parts of one tier: from which amount on, at which rate, and a cross."""

    def __init__(self, card: CommissionCard, tier: UUID) -> None:
        self._card, self.id = card, tier
        self.low = line(name=_("Sold from"))
        self.rate = line(name=_("Your share"))
        self.rate.setFixedWidth(_WIDE)
        for editor in (self.low, self.rate):
            editor.setFont(theme.font(tabular=True))
        self._saving = [self._keeps(self.low, self._save_low), self._keeps(self.rate, self._save_rate)]
        self.cross = icon_button("x", partial(card.remove_tier, tier), _("Remove the tier"))
        self.parts: list[QWidget] = [self.low, self.rate, self.cross]

    def _keeps(self, editor: QLineEdit, save: Callable[[str], bool]) -> SelfSaving:
        made = SelfSaving(editor, lambda text: self._taken(editor, text, save))
        made.mended.connect(partial(self._refuse, editor, ""))
        return made

    def show_tier(self, tier: Tier, currency: str) -> None:
        """Shows what is kept, but where something is being typed."""
        low, rate = exact_money(tier.from_minor, currency), commission_words.rate(tier.rate)
        for saving, text in zip(self._saving, (low, rate), strict=True):
            saving.show(text)
        self.cross.setAccessibleName(_("Remove the tier from {amount} on").format(amount=low))

    def commit(self) -> bool:
        return all([*map(SelfSaving.commit, self._saving)])

    def let_go(self) -> None:
        """Takes the parts away."""
        for part in self.parts:
            part.hide()
            part.deleteLater()

    def _save_low(self, text: str) -> bool:
        return self._card.change_tier(self.id, from_minor=Money.parse(text, self._card.currency).minor)

    def _save_rate(self, text: str) -> bool:
        return self._card.change_tier(self.id, rate=commission_words.rate_meant(text))

    def _taken(self, editor: QLineEdit, text: str, save: Callable[[str], bool]) -> bool:
        try:
            taken = save(text)
        except UserError as error:
            self._refuse(editor, f"{error} {error.hint}".strip())
            return False
        mark(editor, "" if taken else self._card.trouble())
        return taken

    def _refuse(self, editor: QLineEdit, sentence: str) -> None:
        mark(editor, sentence)
        self._card.tell(sentence)
