"""The pages, as data: where each lives, what it is called, where it stands in the navigation."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Final

from salesdesk.i18n import N_
from salesdesk.ui.page import Page


@dataclass(frozen=True, slots=True)
class Place:
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
    Place("capture", N_("Fair capture"), "tent", "salesdesk.ui.fairs.page:CapturePage"),
    Place(
        "complaints",
        N_("Complaints"),
        "message-square-warning",
        "salesdesk.ui.complaints.page:ComplaintsPage",
    ),
    Place(
        "import",
        N_("Bring in contacts"),
        "download",
        "salesdesk.ui.imports.page:ImportPage",
        under="prospects",
    ),
    Place("handover", N_("Hand over"), "share-2", "salesdesk.ui.handovers.page:HandOverPage", foot=True),
    Place("settings", N_("Settings"), "settings", "salesdesk.ui.settings.page:SettingsPage", foot=True),
)


def load_all() -> dict[str, type[Page]]:
    """The classes of all pages by slug; imports the services with them, so not on the window's thread."""
    importlib.import_module("salesdesk.ui.frame")
    found: dict[str, type[Page]] = {}
    for place in PLACES:
        module, _colon, name = place.page.partition(":")
        found[place.slug] = getattr(importlib.import_module(module), name)
    return found


def place_of(slug: str) -> Place:
    """The place of a page."""
    return next(place for place in PLACES if place.slug == slug)
