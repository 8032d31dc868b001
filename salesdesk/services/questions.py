"""What the seller wants to know of a prospect: a few questions on each rung of the ladder, or at a fair."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.prospects import Answer, Question
from salesdesk.i18n import N_
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

Wanted = Sequence[tuple[UUID | None, str]]
_UP: Final = {
    "suspect": "marketing-qualified",
    "marketing-qualified": "sales-qualified",
}  # by answers; then by a sale


def proposed_rung(stage: str, asked: Iterable[Question], answers: Iterable[Answer]) -> str:
    """The rung that answers to all questions of `stage` propose; empty where it has none, or one is open."""
    here = {one.id for one in asked if one.rung == stage}
    told = {one.question for one in answers if one.text.strip() and one.deleted_at is None}
    return _UP.get(stage, "") if here and here <= told else ""


def of_rung(reading: Reading, rung: str) -> list[Question]:
    """The questions of a rung, in the order in which they are asked."""
    query = select(Question).where(Question.rung == rung, Question.deleted_at.is_(None))
    return list(reading.find(query.order_by(Question.position, Question.row)))


def ask_on(store: Store, rung: str, wanted: Wanted, *, seen: Collection[UUID] | None = None) -> None:
    """Makes these the questions of a rung, as `put` does, in one change."""
    with store.change(N_("Changed the questions of the ladder")) as unit:
        put(unit, of_rung(unit, rung), wanted, seen=seen, rung=rung)


def put(
    unit: Unit,
    standing: Sequence[Question],
    wanted: Wanted,
    *,
    seen: Collection[UUID] | None = None,
    rung: str = "",
    fair: UUID | None = None,
) -> None:
    """Makes `wanted` the questions in the place of those `standing`, in that order: known ones by id, new ones
    without. A known one that is left out, or empty, is taken away, though only one that was `seen`: another
    program may have added some meanwhile. Answers stay with those who gave them."""
    known = {one.id: one for one in standing}
    texts = [(one, text.strip()) for one, text in wanted if text.strip()]
    left = known.keys() - {one for one, _text in texts}
    for gone in left if seen is None else left & set(seen):
        unit.delete(known[gone])
    for position, (one, text) in enumerate(texts):
        question = known.get(one) if one else None
        if question is None:
            unit.add(Question(rung=rung, fair=fair, text=text, position=position))
        elif (question.text, question.position) != (text, position):
            question.text, question.position = text, position
