"""The pages, as data: where each lives, what it is called, where it stands in the navigation."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final, NamedTuple

from salesdesk.i18n import N_

if TYPE_CHECKING:
    from salesdesk.ui.page import Page


class Place(NamedTuple):
    """A page before it is made. `under` is the entry that is lit for a page without one of its own."""

    slug: str
    title: str
    icon: str
    page: str  # module:class
    foot: bool = False
    under: str = ""


PLACES: Final = (
    Place("today", N_("Today"), "sun", "salesdesk.ui.today.page:TodayPage"),
    Place("prospects", N_("Prospects"), "users", "salesdesk.ui.prospects.page:ProspectsPage"),
    Place("pipeline", N_("Pipeline"), "kanban", "salesdesk.ui.deals.page:PipelinePage"),
    Place("capture", N_("Fair capture"), "tent", "salesdesk.ui.fairs.page:CapturePage"),
    Place(
        "complaints",
        N_("Complaints"),
        "message-square-warning",
        "salesdesk.ui.complaints.page:ComplaintsPage",
    ),
    Place("goals", N_("Goals"), "target", "salesdesk.ui.goals.page:GoalsPage"),
    Place("insights", N_("Insights"), "chart-column", "salesdesk.ui.insights.page:InsightsPage"),
    Place("playbook", N_("Playbook"), "book-open", "salesdesk.ui.playbook.page:PlaybookPage"),
    Place("keeping", N_("Keep in touch"), "sprout", "salesdesk.ui.keeping.page:KeepingPage"),
    Place("products", N_("Products"), "package", "salesdesk.ui.products.page:ProductsPage"),
    Place("competitors", N_("Competitors"), "swords", "salesdesk.ui.competitors.page:CompetitorsPage"),
    Place("expenses", N_("Expenses"), "receipt", "salesdesk.ui.expenses.page:ExpensesPage"),
    Place(
        "import",
        N_("Bring in contacts"),
        "download",
        "salesdesk.ui.imports.page:ImportPage",
        under="prospects",
    ),
    Place("messages", N_("Messages"), "mail", "salesdesk.ui.messages.page:MessagesPage", under="prospects"),
    Place(
        "brief",
        N_("Brief before a visit"),
        "notebook-text",
        "salesdesk.ui.briefs.page:BriefPage",
        under="prospects",
    ),
    Place("handover", N_("Hand over"), "share-2", "salesdesk.ui.handovers.page:HandOverPage", foot=True),
    Place("settings", N_("Settings"), "settings", "salesdesk.ui.settings.page:SettingsPage", foot=True),
)


def load(slug: str) -> type[Page]:
    """The class of a page; imports its services with it, so not on the window's thread."""
    module, _colon, name = place_of(slug).page.partition(":")
    kind: type[Page] = getattr(importlib.import_module(module), name)
    return kind


def load_all() -> dict[str, type[Page]]:
    """The classes of all pages by slug, and all that the frame around them needs; as costly as they are many."""
    importlib.import_module("salesdesk.ui.frame")
    return {place.slug: load(place.slug) for place in PLACES}


def place_of(slug: str) -> Place:
    """The place of a page."""
    return next(place for place in PLACES if place.slug == slug)
