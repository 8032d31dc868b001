"""Tables of what is no contact, written so that `import --as` reads them back: a subject each, the id first.

Names stand for what a record refers to, words of the vocabulary for themselves, so that the tables can be read,
filled in and brought in again, here or in another store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from itertools import zip_longest
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain import subjects
from salesdesk.domain.goals import Goal
from salesdesk.domain.pipeline import line_minor
from salesdesk.domain.values import Money, minor_places
from salesdesk.i18n import N_
from salesdesk.services import goal_units
from salesdesk.store.unit import Reading

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Names:
    """What records refer to, by id: the name of each, and the kind and name of sources; the zone of instants."""

    of: Mapping[UUID, str]
    sources: Mapping[UUID, tuple[str, str]]
    zone: tzinfo
    companies: Mapping[UUID, str]  # of prospects that are a company whose person is not known
    scopes: Mapping[UUID, str]  # of goals: the product, competitor or fair that each is of

    def name(self, one: UUID | None) -> str:
        """The name of a record that is referred to."""
        return self.of.get(one, "") if one else ""

    def who(self, record: Any) -> tuple[str, str]:
        """The prospect and the company that a record is about, so that a table read again finds them."""
        company = self.name(record.company)
        return self.name(record.prospect), company or self.companies.get(record.prospect, "")

    def source(self, one: UUID | None) -> tuple[str, str]:
        """Kind of a source, and which one exactly."""
        return self.sources.get(one, ("", "")) if one else ("", "")

    def at(self, moment: datetime | None) -> str:
        """An instant with its offset, to the microsecond, so that it comes back as it was."""
        return moment.astimezone(self.zone).isoformat() if moment else ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A table: what it is called, its columns after the id, and the cells of a record for them, a row or several.
    `parts` are the subjects of parts that the rows tell of, each with the field that names the owner."""

    sheet: str
    columns: Cells
    rows: Callable[[Any, Names, Mapping[str, Sequence[Any]]], Iterable[Cells]]
    parts: Mapping[str, str]


def table(
    reading: Reading, subject: str, wanted: Sequence[UUID], zone: tzinfo
) -> tuple[Cells, list[Cells], int]:
    """The header and the rows of the records `wanted`, in that order, and how many records they tell of."""
    shape = SHAPES[subject]
    found = _records(reading, subject, wanted)
    parts: dict[UUID, dict[str, list[Any]]] = {one.id: {} for one in found}
    for part, owner in shape.parts.items():
        for one in _parts(reading, part, owner, wanted):
            parts[getattr(one, owner)].setdefault(part, []).append(one)
    everything = [*found, *(one for mine in parts.values() for some in mine.values() for one in some)]
    names = _names(reading, everything, zone)
    rows: list[Cells] = [
        (str(one.id), *cells) for one in found for cells in shape.rows(one, names, parts[one.id])
    ]
    return ("id", *shape.columns), rows, len(found)


def _records(reading: Reading, subject: str, wanted: Sequence[UUID]) -> list[Any]:
    kind: Any = subjects.BY_SUBJECT[subject]
    found: dict[UUID, Any] = {}
    for part in _in_parts(wanted):
        found.update({one.id: one for one in reading.find(select(kind).where(kind.id.in_(part)))})
    return [found[one] for one in wanted if one in found]


def _parts(reading: Reading, subject: str, owner: str, wanted: Sequence[UUID]) -> Iterable[Any]:
    kind: Any = subjects.BY_SUBJECT[subject]
    order = (kind.position, kind.row) if hasattr(kind, "position") else (kind.row,)
    for part in _in_parts(wanted):
        query = select(kind).where(getattr(kind, owner).in_(part), kind.deleted_at.is_(None))
        yield from reading.find(query.order_by(*order))


def _in_parts(ids: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    return (ids[start : start + 500] for start in range(0, len(ids), 500))


_SCOPES: Final = {"product": "products", "competitor": "competitors", "fair": "fairs"}
_CALLED: Final[Mapping[str, Callable[[Any], str]]] = {
    "prospects": lambda one: one.name,
    "companies": lambda one: one.name,
    "products": lambda one: one.name,
    "competitors": lambda one: one.name,
    "fairs": lambda one: one.name,
    "causes": lambda one: one.key or one.name,
    "deals": lambda one: one.number or str(one.id),
    "goals": goal_units.title,
}


def _names(reading: Reading, records: Iterable[Any], zone: tzinfo) -> Names:
    """What `records` refer to, looked up a subject at a time."""
    wanted: dict[str, dict[UUID, None]] = {}
    scoped: dict[UUID, UUID] = {}
    for record in records:
        if isinstance(record, Goal) and record.scope in _SCOPES and record.scope_value:
            scoped[record.id] = UUID(record.scope_value)
            wanted.setdefault(_SCOPES[record.scope], {})[scoped[record.id]] = None
        for column in subjects.table(record.subject).columns:
            target, value = column.info.get("refers"), getattr(record, column.name)
            if target and value:
                wanted.setdefault(target, {})[value] = None
    sources = {
        one.id: (one.kind, one.which) for one in _records(reading, "sources", [*wanted.get("sources", ())])
    }
    named = {
        one.id: called(one)
        for subject, called in _CALLED.items()
        for one in _records(reading, subject, [*wanted.get(subject, ())])
    }
    nameless = {
        one.id: one.company
        for one in _records(reading, "prospects", [*wanted.get("prospects", ())])
        if not one.name and one.company
    }
    companies = {one.id: one.name for one in _records(reading, "companies", [*nameless.values()])}
    at = {prospect: companies.get(company, "") for prospect, company in nameless.items()}
    scopes = {goal: named[one] for goal, one in scoped.items() if one in named}
    return Names(named, sources, zone, at, scopes)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _money(minor: int | None, currency: str) -> str:
    """An amount as a plain number with all decimals of its currency."""
    if minor is None:
        return ""
    return f"{Money(minor, currency).amount:.{minor_places(currency)}f}" if currency else str(minor)


def _number(value: Decimal | int | None) -> str:
    return "" if value is None else format(Decimal(value).normalize(), "f")


_DEAL: Final = (
    *("number", "title", "prospect", "company", "stage", "outcome", "currency", "probability"),
    *("opened", "expected_close", "closed", "source", "source_which", "fair", "technique", "loss_cause"),
    *("competitor", "revisit", "delivered", "invoiced", "paid", "rate", "rate_currency", "note"),
)
_LINE: Final = ("line", "product", "quantity", "list_price", "price", "amount", "cost", "line_kind")


def _deals(x: Any, names: Names, parts: Mapping[str, Sequence[Any]]) -> Iterable[Cells]:
    kind, which = names.source(x.source)
    said = (
        *(x.number, x.title, *names.who(x), x.stage, x.outcome, x.currency),
        *(_number(x.probability), names.at(x.opened_at), _day(x.expected_close), names.at(x.closed_at)),
        *(kind, which, names.name(x.fair), x.technique, names.name(x.cause), names.name(x.competitor)),
        *(_day(x.revisit_on), _day(x.delivered_on), _day(x.invoiced_on), _day(x.paid_on)),
        *(_number(x.rate), x.rate_currency, x.note),
    )
    lines = parts.get("deal_lines", ())
    if not lines:
        yield (*said, *("",) * len(_LINE))
    for place, line in enumerate(lines):
        # The note once is enough; what else tells of the deal stands in each row, as orders are exported.
        yield (*(said if not place else (*said[:-1], "")), *_line(line, x.currency, names))


def _line(x: Any, currency: str, names: Names) -> Cells:
    total = line_minor(x.quantity, x.net_minor) if x.net_minor is not None else None
    return (
        str(x.id),
        names.name(x.product) or x.name,
        _number(x.quantity),
        _money(x.list_minor, currency),
        _money(x.net_minor, currency),
        _money(total, currency),
        _money(x.cost_minor, currency),
        x.kind,
    )


_PRODUCT: Final = (
    *("name", "number", "category", "list_price", "since", "currency", "cost", "on_hand", "benefits"),
    *("questions", "segments", "note"),
)


def _products(x: Any, _names: Names, parts: Mapping[str, Sequence[Any]]) -> Iterable[Cells]:
    """A row a price: its history comes along. A cost in another currency than the price has a row of its own."""
    said = (x.name, x.number, x.category)
    sheet = (_number(x.on_hand), x.benefits, x.questions, x.segments, x.note)
    cost = _money(x.cost_minor, x.cost_currency)
    told = False
    prices = sorted(parts.get("list_prices", ()), key=lambda one: one.since or date.min)
    for price in prices:
        same = bool(cost) and price.currency == x.cost_currency and not told
        amount = _money(price.minor, price.currency)
        yield (*said, amount, _day(price.since), price.currency, cost if same else "", *sheet)
        told = told or same
    if not prices or (cost and not told):
        yield (*said, "", "", x.cost_currency, cost, *sheet)


def _ratings(x: Any, names: Names, _parts: Mapping[str, Sequence[Any]]) -> Iterable[Cells]:
    yield (
        *(x.kind, _number(x.value), *names.who(x), names.name(x.deal)),
        *(names.at(x.asked_at), x.asked_by, names.at(x.at), x.comment),
    )


def _stints(x: Any, names: Names, _parts: Mapping[str, Sequence[Any]]) -> Iterable[Cells]:
    yield (names.at(x.started_at), names.at(x.ended_at), _minutes(x), x.cut, names.name(x.fair), x.note)


def _minutes(x: Any) -> str:
    """Whole minutes; empty of one that still runs."""
    return str(int((x.ended_at - x.started_at).total_seconds() // 60)) if x.ended_at and x.started_at else ""


def _expenses(x: Any, names: Names, _parts: Mapping[str, Sequence[Any]]) -> Iterable[Cells]:
    kind, which = names.source(x.source)
    yield (
        *(x.what, x.kind, x.step, _money(x.minor, x.currency), x.currency, _day(x.day)),
        *(kind, which, names.name(x.fair), x.note),
    )


def _activities(x: Any, names: Names, _parts: Mapping[str, Sequence[Any]]) -> Iterable[Cells]:
    yield (
        *(x.kind, names.at(x.at), _number(x.minutes), *names.who(x)),
        *(x.outcome, x.technique, x.note),
    )


def _companies(x: Any, _names: Names, _parts: Mapping[str, Sequence[Any]]) -> Iterable[Cells]:
    yield (x.name, x.organisation_number, x.trade, x.note)


def _fairs(x: Any, _names: Names, _parts: Mapping[str, Sequence[Any]]) -> Iterable[Cells]:
    cost = _money(x.cost_minor, x.cost_currency)
    target = _number(x.target_leads)
    yield (x.name, x.place, _day(x.starts_on), _day(x.ends_on), cost, x.cost_currency, target, x.note)


def _competitors(x: Any, _names: Names, parts: Mapping[str, Sequence[Any]]) -> Iterable[Cells]:
    """A row a price that was seen."""
    said = (x.name, x.web, x.strengths, x.answers, x.note)
    for one in parts.get("competitor_prices", ()):
        yield (*said, one.product, _money(one.minor, one.currency), one.currency, _day(one.seen_on))
    if not parts.get("competitor_prices"):
        yield (*said, "", "", "", "")


def _techniques(x: Any, _names: Names, _parts: Mapping[str, Sequence[Any]]) -> Iterable[Cells]:
    yield (x.name, x.script, x.checklist, x.stages, x.note)


_GOAL: Final = (
    *(
        "title",
        "name",
        "figure",
        "scope",
        "scope_value",
        "starts",
        "ends",
        "every",
        "how",
        "change",
        "compounds",
    ),
    *("baseline", "target", "currency", "why", "reward", "rewarded", "parent", "ended"),
    *("milestone", "milestone_value", "revised", "old_target", "new_target", "reason"),
)


def _goals(x: Any, names: Names, parts: Mapping[str, Sequence[Any]]) -> Iterable[Cells]:
    """A row a milestone, and beside them a row a target that was changed."""
    said = (
        *(goal_units.title(x), x.name, x.figure, x.scope, names.scopes.get(x.id, x.scope_value)),
        *(_day(x.starts_on), _day(x.ends_on), x.repeats, x.how, _number(x.change), str(x.compounds or "")),
        *(_number(x.baseline), _number(x.target), x.currency, x.why, x.reward, _day(x.rewarded_on)),
        *(names.name(x.parent), _day(x.ended_on)),
    )
    steps = sorted(parts.get("milestones", ()), key=lambda one: one.day or date.max)
    for step, new in list(zip_longest(steps, parts.get("revisions", ()))) or [(None, None)]:
        yield (
            *said,
            *((_day(step.day), _number(step.value)) if step else ("", "")),
            *((names.at(new.at), _number(new.old), _number(new.new), new.reason) if new else ("",) * 4),
        )


SHAPES: Final[Mapping[str, Shape]] = {
    "deals": Shape(N_("Deals"), (*_DEAL, *_LINE), _deals, {"deal_lines": "deal"}),
    "products": Shape(N_("Products"), _PRODUCT, _products, {"list_prices": "product"}),
    "ratings": Shape(
        N_("Ratings"),
        ("kind", "value", "prospect", "company", "deal", "asked", "asked_by", "at", "comment"),
        _ratings,
        {},
    ),
    "expenses": Shape(
        N_("Expenses"),
        (*("what", "kind", "step", "amount", "currency", "day", "source", "source_which", "fair", "note"),),
        _expenses,
        {},
    ),
    "stints": Shape(N_("Prospecting"), ("started", "ended", "minutes", "cut", "fair", "note"), _stints, {}),
    "activities": Shape(
        N_("Activities"),
        ("kind", "at", "minutes", "prospect", "company", "outcome", "technique", "note"),
        _activities,
        {},
    ),
    "companies": Shape(N_("Companies"), ("name", "organisation_number", "trade", "note"), _companies, {}),
    "fairs": Shape(
        N_("Fairs"), ("name", "place", "starts", "ends", "cost", "currency", "target", "note"), _fairs, {}
    ),
    "goals": Shape(N_("Goals"), _GOAL, _goals, {"milestones": "goal", "revisions": "goal"}),
    "competitors": Shape(
        N_("Competitors"),
        ("name", "web", "strengths", "answers", "note", "product", "price", "currency", "seen"),
        _competitors,
        {"competitor_prices": "competitor"},
    ),
    "techniques": Shape(N_("Techniques"), ("name", "script", "checklist", "stages", "note"), _techniques, {}),
}
