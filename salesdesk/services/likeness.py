"""When two parts of one record say the same, so that one of them is enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from salesdesk.domain.text import digits, fold


def likeness(subject: str, said: Callable[[str], Any]) -> str:
    """What a part of `subject` has in common with those that say the same; empty where every one must stay.

    `said` gives a field by its name, empty or None where nothing was said: of a record or of a patch.
    """

    def text(name: str) -> str:
        return str(said(name) or "")

    match subject:
        case "phones":
            return text("e164") or digits(text("value")) or text("value")
        case "emails" | "webs":
            return text("value").lower().rstrip("/")
        case "addresses":
            return fold(f"{text('street')} {text('postal_code')} {text('city')}")
        case "taggings":
            return text("tag")
        case "asked_about":
            return fold(text("product"))
        case "attachments":
            return text("sha256")
        case _:
            return ""


def of_record(part: Any) -> str:
    """The likeness of a record that is a part."""
    return likeness(part.subject, lambda name: getattr(part, name))
