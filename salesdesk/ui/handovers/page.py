"""Hand over: contacts to someone as a file, the team that takes them, and what was handed over so far."""

from __future__ import annotations

from uuid import UUID

from salesdesk.i18n import _
from salesdesk.ui.handovers.answers import AnswersTab
from salesdesk.ui.handovers.card import CardTab
from salesdesk.ui.handovers.give import GiveTab
from salesdesk.ui.handovers.ledger import LedgerTab
from salesdesk.ui.handovers.team import TeamTab
from salesdesk.ui.tabbed import TabbedPage


class HandOverPage(TabbedPage):
    """Nothing leaves this laptop but the files that are written here."""

    slug = "handover"
    TABS = (GiveTab, TeamTab, LedgerTab, AnswersTab, CardTab)

    def title(self) -> str:
        return _("Hand over")

    def about(self) -> str:
        return _(
            "Here you hand contacts to someone as a file: for a phone, a worksheet, another program, or everything"
            " to restore from. Only those who agreed to be handed over go along, unless you say otherwise, and you"
            " see who is left out. Your team says who takes whom, and it is kept who got whom and when. What they"
            " answer is taken back field by field. Your own card stands here as a code for the phone of who is before"
            " you. Nothing leaves this laptop but the files that you write."
        )

    def open(self, record: UUID | str) -> None:
        """A tab, as "SLUG:RECORD"; else whom to hand over: one prospect, `ids:` and several, or a query."""
        slug = str(record).partition(":")[0]
        if not any(kind.slug == slug for kind in self.TABS) and self.turn(GiveTab.slug):
            self.front().open(record)
        else:
            super().open(record)
