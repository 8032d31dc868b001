"""What can be begun on pages that were not opened yet: the palette offers it, and the page is opened for it."""

from __future__ import annotations

from functools import partial
from typing import Final, NamedTuple

from salesdesk.i18n import N_, _
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk


class _Begun(NamedTuple):
    """A command of a page, as that page will declare it; `tab` is where on the page it is made."""

    page: str
    id: str
    title: str
    icon: str = "plus"
    tab: str = ""
    words: str = ""


_ALL: Final = (
    _Begun("prospects", "import", N_("Bring in contacts"), "download"),
    _Begun("prospects", "companies", N_("Companies"), "building"),
    _Begun("prospects", "duplicates", N_("Find duplicates"), "copy-check"),
    _Begun("prospects", "areas", N_("Whom to visit, by area"), "map-pin", words=N_("city postcode map")),
    _Begun("prospects", "deleted", N_("Deleted prospects"), "archive-restore"),
    _Begun(
        "prospects",
        "templates",
        N_("Templates for messages"),
        "mail-plus",
        words=N_("email message template"),
    ),
    _Begun("pipeline", "new-deal", N_("New deal")),
    _Begun("products", "new-product", N_("New product")),
    _Begun("competitors", "new-competitor", N_("New competitor")),
    _Begun("goals", "new-goal", N_("New goal")),
    _Begun("playbook", "new-technique", N_("New technique"), words=N_("script checklist way to sell")),
    _Begun("capture", "fair-new", N_("New fair …"), "tent"),
    _Begun("capture", "fairs-all", N_("All fairs …"), "tent"),
    _Begun(
        "capture",
        "fair-ledger",
        N_("Fair ledger: what it cost and brought"),
        "scale",
        words=N_("cost per lead return break-even"),
    ),
    _Begun(
        "capture",
        "capture-cards-folder",
        N_("Read the cards of a folder …"),
        "folder-open",
        words=N_("business cards photographs scan"),
    ),
    _Begun("complaints", "new-complaint", N_("New complaint")),
    _Begun("keeping", "keeping-revival", N_("To try again"), "rotate-ccw"),
    _Begun("keeping", "keeping-nurture", N_("Nurture plans"), "sprout"),
    _Begun("keeping", "keeping-quiet", N_("Gone quiet"), "bell-off"),
    _Begun("keeping", "keeping-referrals", N_("Referrals"), "users-round"),
    _Begun("keeping", "keeping-review", N_("Week's review"), "clipboard-check"),
    _Begun("keeping", "new-plan", N_("New plan"), tab="nurture:"),
    _Begun("expenses", "new-expense", N_("Note an expense")),
    _Begun("messages", "new-template", N_("New template"), "mail-plus"),
    _Begun("handover", "handover-team", N_("Team"), "users"),
    _Begun("handover", "handover-ledger", N_("Handed over"), "clipboard-list"),
    _Begun("handover", "new-teammate", N_("New teammate"), tab="team:"),
    _Begun("settings", "back-up", N_("Back up now"), "archive"),
    _Begun("settings", "check", N_("Check the store"), "shield-check"),
)


def foretold(desk: Desk) -> list[Command]:
    """A stand-in for each; the command of the page takes its place, by its id, when the page is made."""
    return [
        Command(
            one.id,
            _(one.title),
            partial(_begin, desk, one),
            icon=one.icon,
            words=_(one.words) if one.words else "",
        )
        for one in _ALL
    ]


def _begin(desk: Desk, one: _Begun) -> None:
    """Opens the page, and does there what was asked; nothing more where it was not opened, or is waited for."""
    stand_in = desk.commands.find(one.id)
    desk.go(one.page, one.tab or None)
    made = desk.commands.find(one.id)
    if made is not stand_in and made.enabled():
        made.run()
