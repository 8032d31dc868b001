"""Finding: the written language run on the store, in pages, and saved as views."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import tzinfo
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import Clock, today
from salesdesk.domain import query as language
from salesdesk.domain import subjects
from salesdesk.domain.goals import Goal
from salesdesk.domain.locally import moment
from salesdesk.domain.query import Condition, Query, QueryError
from salesdesk.domain.records import Record
from salesdesk.domain.score import Scale
from salesdesk.domain.stints import Stint
from salesdesk.domain.views import View
from salesdesk.i18n import N_, _
from salesdesk.services import goal_units, scoring
from salesdesk.services.cards import cards
from salesdesk.store import search
from salesdesk.store.database import Store
from salesdesk.store.search_conditions import Moment
from salesdesk.store.sql import listed, run
from salesdesk.store.unit import Reading

PAGE = 50
_DEEPEST = 5  # views within views


@dataclass(frozen=True, slots=True)
class Hit:
    """One hit, as a list shows it."""

    id: UUID
    subject: str
    name: str
    company: str = ""
    interest: str = ""
    stage: str = ""
    next_step: str = ""
    score: int | None = None  # of a prospect that is not deleted


def ask(reading: Reading, text: str, *, subject: str, clock: Clock) -> search.Asked:
    """A query made ready. Raises `QueryError` where it cannot be understood or names no view."""
    query = _without_views(
        reading, language.parse(text, subject=subject, today=today(clock)), subject, clock, ()
    )
    scored = any(isinstance(term, Condition) and term.field == "score" for term in query.terms)
    scale = scoring.scale_of(reading) if scored else Scale()
    return search.prepared(query, subject=subject, moment=Moment(clock.now(), clock.zone(), scale))


def _without_views(
    reading: Reading, query: Query, subject: str, clock: Clock, within: tuple[str, ...]
) -> Query:
    terms: list[language.Term] = []
    for term in query.terms:
        if not (isinstance(term, Condition) and term.op == "view"):
            terms.append(term)
            continue
        name = term.values[0]
        view = reading.first(select(View).where(View.name == name, View.deleted_at.is_(None)))
        if view is None:
            raise QueryError(
                _("There is no view “{name}”.").format(name=name), _("Save one with find --save.")
            )
        if name in within or len(within) >= _DEEPEST:
            raise QueryError(
                _("The view “{name}” goes round in circles.").format(name=name), _("Save it anew.")
            )
        inner = language.parse(view.query, subject=subject, today=today(clock))
        found = _without_views(reading, inner, subject, clock, (*within, name)).terms
        terms += _turned(found, name) if term.negated else found
    return Query(tuple(terms))


def _turned(terms: tuple[language.Term, ...], name: str) -> list[language.Term]:
    if len(terms) != 1:
        raise QueryError(
            _("“-view:{name}” cannot be turned round: the view asks for several things.").format(name=name),
            _("Write what you do not want term by term."),
        )
    return [replace(terms[0], negated=not terms[0].negated)]


def page(
    reading: Reading, asked: search.Asked, *, limit: int | None = PAGE, offset: int = 0, scored: bool = False
) -> list[Hit]:
    """Hits from `offset` on, `limit` of them (None: all); prospects with their score where it is wanted."""
    wanted = list(
        islice(search.rows(reading.connection, asked), offset, None if limit is None else offset + limit)
    )
    return [
        hit
        for start in range(0, len(wanted), 500)
        for hit in _hits(reading, asked, wanted[start : start + 500], scored=scored)
    ]


def name_of(reading: Reading, prospect: UUID) -> str:
    """The name that a prospect is shown by, or the empty text where there is none such."""
    found = cards(reading, [prospect])
    return found[0].name if found else ""


def total(reading: Reading, asked: search.Asked) -> int:
    """How many hits there are."""
    return search.count(reading.connection, asked)


def ids(reading: Reading, asked: search.Asked) -> Iterator[UUID]:
    """The ids of all hits, in order."""
    found = list(search.rows(reading.connection, asked))
    for start in range(0, len(found), 500):
        part = found[start : start + 500]
        marks, listed_values = listed(part)
        by_row = {
            row: UUID(bytes=one)
            for row, one in run(
                reading.connection,
                f"SELECT row, id FROM {asked.subject} WHERE row IN ({marks})",
                listed_values,
            )
        }
        yield from (by_row[row] for row in part if row in by_row)


def _hits(reading: Reading, asked: search.Asked, rows: list[int], *, scored: bool) -> list[Hit]:
    subject = asked.subject
    kind = subjects.BY_SUBJECT[subject]
    by_row = {record.row: record for record in reading.find(select(kind).where(kind.row.in_(rows)))}
    records = [by_row[row] for row in rows if row in by_row]
    if subject == "prospects":
        ids = [record.id for record in records]
        scores = scoring.scores(reading, ids, asked.now) if scored else {}
        return [
            Hit(
                id=c.prospect.id,
                subject=subject,
                name=c.name,
                company=c.company.name if c.company else "",
                interest=c.interest,
                stage=c.prospect.stage,
                next_step=min(
                    (f.day.isoformat() for f in c.followups if f.day and not f.done_at), default=""
                ),
                score=found.total if (found := scores.get(c.prospect.id)) else None,
            )
            for c in cards(reading, ids)
        ]
    return [
        Hit(
            id=one.id,
            subject=subject,
            name=_title(one, asked.zone),
            stage=_stands(one) if subject == "deals" else "",
        )
        for one in records
    ]


def _stands(deal: Any) -> str:
    """Where a deal stands: its outcome, or the stage that it is in."""
    return deal.outcome or deal.stage


def _title(record: Record, zone: tzinfo) -> str:
    if isinstance(record, Stint):
        return " – ".join(filter(None, (moment(record.started_at, zone), moment(record.ended_at, zone))))
    if isinstance(record, Goal):
        return goal_units.title(record)
    said: Any = record
    words = (getattr(said, name, "") for name in ("name", "title", "what"))
    told = [getattr(said, name, "") for name in ("kind", "value", "note", "comment")]
    return next(filter(None, words), "") or " ".join(str(one) for one in told if one not in {"", None})


def save(store: Store, name: str, text: str, *, subject: str) -> View:
    """Saves a query under a name; one of that name is replaced. Raises `QueryError` where it makes no sense."""
    with store.read() as reading:
        asked = language.parse(text, subject=subject, today=today(store.clock))
        _without_views(reading, asked, subject, store.clock, (name,))
    with store.change(N_("Saved the view {name}"), name=name) as unit:
        view = unit.first(select(View).where(View.name == name, View.deleted_at.is_(None)))
        if view is None:
            view = unit.add(View(name=name, of=subject))
        view.of, view.query = subject, text
        return view
