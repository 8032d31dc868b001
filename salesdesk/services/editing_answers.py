"""Answers to the questions of a rung or a fair, set by the words of the question: `answer=Who decides?=Her boss`."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.prospects import Answer, Prospect, Question
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.store.unit import Reading, Unit


def give(unit: Unit, prospect: Prospect, said: str) -> None:
    """Keeps an answer, told as `QUESTION=TEXT`, in the place of an earlier one; no text takes it off.

    A question is named by its words, the first of them, or its id. One that nobody has asked yet is made for the
    rung on which the prospect stands. Raises `UserError` where the words name none, or several.
    """
    asked, equals, text = (part.strip() for part in said.partition("="))
    if not equals or not asked:
        raise UserError(
            _("“{value}” tells no question and answer.").format(value=said),
            _("Write it like answer=“Who decides?=Her boss”."),
        )
    question = _question(unit, asked)
    if question is None:
        if not text:
            return
        question = unit.add(Question(text=asked, rung=prospect.stage))
    mine = select(Answer).where(Answer.prospect == prospect.id, Answer.question == question.id)
    earlier = unit.first(mine.where(Answer.deleted_at.is_(None)).order_by(Answer.row.desc()))
    if not text:
        if earlier is not None:
            unit.delete(earlier)
    elif earlier is None:
        unit.add(Answer(prospect=prospect.id, question=question.id, text=text, at=unit.now))
    elif earlier.text != text:
        earlier.text, earlier.at = text, unit.now


def _question(unit: Unit, asked: str) -> Question | None:
    alive = unit.find(select(Question).where(Question.deleted_at.is_(None)).order_by(Question.row))
    key = fold(asked)
    same = [one for one in alive if fold(one.text) == key or str(one.id) == key]
    if same:
        return same[0]
    begin = [one for one in alive if fold(one.text).startswith(key)]
    if len(begin) > 1:
        raise UserError(
            _("Several questions begin with “{words}”.").format(words=asked),
            _("Write more of it: {questions}").format(questions=" · ".join(one.text for one in begin[:8])),
        )
    return begin[0] if begin else None


def asked(reading: Reading, prospect: UUID) -> dict[UUID, str]:
    """The words of the questions that a prospect has answered, by id."""
    answered = select(Answer.question).where(Answer.prospect == prospect, Answer.deleted_at.is_(None))
    return {one.id: one.text for one in reading.find(select(Question).where(Question.id.in_(answered)))}
