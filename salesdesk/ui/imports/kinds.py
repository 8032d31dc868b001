"""What a file may list, in a person's words, and the page on which it is seen once it came in."""

from __future__ import annotations

from typing import Final

from salesdesk.i18n import N_, _

KINDS: Final = {
    "prospects": N_("Contacts"),
    "companies": N_("Companies"),
    "deals": N_("Deals and orders"),
    "products": N_("Products"),
    "activities": N_("Calls, visits and notes"),
    "complaints": N_("Complaints"),
    "ratings": N_("Ratings"),
    "expenses": N_("Expenses"),
    "calendar": N_("Calendar"),
}
PAGES: Final = {"deals": "pipeline", "products": "products", "complaints": "complaints"}


def choices() -> list[tuple[str, str]]:
    """The kinds to choose from, each with what it is called."""
    return [(kind, _(word)) for kind, word in KINDS.items()]
