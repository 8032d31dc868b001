"""What the detail shows of a prospect, read in one moment and off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtGui import QImage

from salesdesk.domain.prospects import Question
from salesdesk.services import attachments, lookup, scoring, search, tags, timeline
from salesdesk.services.cards import Card, card
from salesdesk.services.scoring import Explained
from salesdesk.services.timeline import Line
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading
from salesdesk.ui.widgets.portraits import portrait_of

SUBJECTS: Final = (
    *("prospects", "companies", "sources", "fairs", "phones", "emails", "webs", "addresses", "asked_about"),
    *("answers", "questions", "stage_changes", "consents", "tags", "taggings", "activities", "followups"),
    *("complaints", "attachments", "competitor_contracts", "deals", "deal_lines"),
)
PORTRAIT: Final = 44  # pixels


@dataclass(frozen=True, slots=True)
class Look:
    """A prospect as the detail shows it."""

    card: Card
    lines: Sequence[Line]
    questions: Sequence[Question]
    fairs: Sequence[str]
    tags: Sequence[str]
    picture: QImage
    taken_in: tuple[UUID, str] | None  # who took it in, where it was merged
    score: Explained | None  # None where it is deleted
    referrer: tuple[UUID, str] | None  # who referred it


def look(store: Store, prospect: UUID) -> Look | None:
    """All that is shown of a prospect; None where there is none."""
    with store.read() as reading:
        found = card(reading, prospect)
        if found is None:
            return None
        into = found.prospect.merged_into
        other = card(reading, into) if into and found.prospect.deleted_at else None
        told = timeline.timeline(reading, found)
        questions = lookup.questions(reading, found)
        score = scoring.explained(reading, prospect, store.clock)
        referrer = _referrer(reading, found.prospect.referred_by)
        fairs, names = lookup.fair_names(reading), tags.names(reading)
    path = attachments.portrait(store, found.attachments)
    picture = portrait_of(path, attachments.small_copies(store), PORTRAIT) if path else QImage()
    merged = (other.prospect.id, other.name) if other else None
    return Look(found, told, questions, fairs, names, picture, merged, score, referrer)


def _referrer(reading: Reading, by: UUID | None) -> tuple[UUID, str] | None:
    name = search.name_of(reading, by) if by else ""
    return (by, name) if by and name else None
