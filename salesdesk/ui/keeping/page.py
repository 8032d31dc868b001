"""Keep in touch: whom to come back to, and why, each reason a tab of its own."""

from __future__ import annotations

from salesdesk.i18n import _
from salesdesk.ui.keeping.nurture import NurtureTab
from salesdesk.ui.keeping.quiet import QuietTab
from salesdesk.ui.keeping.referrals import ReferralsTab
from salesdesk.ui.keeping.review import ReviewTab
from salesdesk.ui.keeping.revival import RevivalTab
from salesdesk.ui.tabbed import TabbedPage


class KeepingPage(TabbedPage):
    """Five reasons to come back to someone."""

    slug = "keeping"
    TABS = (RevivalTab, NurtureTab, QuietTab, ReferralsTab, ReviewTab)

    def title(self) -> str:
        return _("Keep in touch")

    def about(self) -> str:
        return _(
            "Who is not to be forgotten: lost deals and parked prospects whose day has come, who is on a plan that"
            " keeps in touch step by step, customers who have gone quiet, those who referred others, and once a"
            " week the customers whom another product may suit."
        )
