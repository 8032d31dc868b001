"""A day as an option tells it: one to come, or one that has been."""

from __future__ import annotations

from datetime import date

from salesdesk.services import editing_values
from salesdesk.store.database import Store


def coming(store: Store, text: str) -> date | None:
    """The day that `text` means, the next such one where it has no year; None for no text. Raises `UserError`."""
    return editing_values.day(text, store.clock.now().astimezone(store.clock.zone())) if text else None


def been(store: Store, text: str) -> date | None:
    """The day that `text` means, the last such one where it has no year; None for no text. Raises `UserError`."""
    now = store.clock.now().astimezone(store.clock.zone())
    return editing_values.day(text, now, been=True) if text else None
