"""Where people come from: the words that are known for it, and the seller's own."""

from __future__ import annotations

from sqlalchemy import select

from salesdesk.domain.sources import Source
from salesdesk.services.editing_values import word
from salesdesk.store.unit import Reading


def known(reading: Reading, text: str) -> str:
    """The kind of source that `text` means: one of ours, or one that came with a file. Raises `UserError` where it
    means none, naming those there are."""
    kept = reading.find(select(Source).where(Source.deleted_at.is_(None)).order_by(Source.row))
    return word("source", "source", text, list(dict.fromkeys(one.kind for one in kept)))
