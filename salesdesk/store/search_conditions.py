"""The conditions of the written search language as SQL over the tables of one subject (called `t`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo
from typing import Any, Final

from salesdesk.domain.instants import to_micros
from salesdesk.domain.query import INTERESTS, Condition, Query, Word
from salesdesk.domain.query_days import Span
from salesdesk.domain.score import Scale
from salesdesk.domain.text import digits, fold, words
from salesdesk.store import scoring, search_deals

Clause = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Moment:
    """When and where a query is asked, which days depend on."""

    now: datetime
    zone: tzinfo
    scale: Scale = field(default_factory=Scale)  # what a score is held against, where one is asked for

    @property
    def today(self) -> date:
        """The seller's day."""
        return self.now.astimezone(self.zone).date()

    def start(self, day: date) -> int:
        """The instant, in microseconds, at which `day` begins for the seller."""
        return to_micros(datetime.combine(day, time.min, self.zone))


def deleted_asked(query: Query) -> bool:
    """Whether the query asks for what was deleted."""
    return any(
        isinstance(t, Condition) and t.op == "is" and t.field in {"deleted", "merged"} for t in query.terms
    )


def clause(query: Query, subject: str, moment: Moment, *, deleted: bool) -> Clause:
    """All conditions of `query`, and the words that must not be there, as one SQL condition."""
    parts: list[Clause] = [("t.deleted_at IS NOT NULL" if deleted else "t.deleted_at IS NULL", ())]
    for term in query.terms:
        if isinstance(term, Condition):
            if term.field:
                one, values = _condition(term, subject, moment)
            else:
                one, values = _either([_any_word(v, subject, deleted=deleted) for v in term.values])
            parts.append((f"NOT coalesce(({one}), 0)" if term.negated else one, values))
        elif term.negated or deleted or subject in UNINDEXED:
            one, values = _word(term, subject, deleted=deleted)
            parts.append((f"NOT ({one})" if term.negated else one, values))
    return " AND ".join(one for one, _ in parts), tuple(value for _, values in parts for value in values)


UNINDEXED: Final = frozenset(
    ("competitors", "techniques", "ratings", "expenses", "stints", "goals")
)  # few, and read through
_CALLED: Final = {
    **dict.fromkeys(("prospects", "companies", "fairs", "products", "competitors", "techniques"), "name"),
    "activities": "note",
    "deals": "title",
    "ratings": "comment",
    "stints": "note",
}


def _word(word: Word, subject: str, *, deleted: bool) -> Clause:
    parts = words(word.text)
    if subject == "goals":
        return _goal(word.text)
    if subject in UNINDEXED and not deleted:
        return _folded(f"t.{_CALLED.get(subject, 'what')}")(word.text)
    if deleted or not parts:  # what is deleted has left the index
        column = _CALLED.get(subject, "what")
        return f't."{column}" LIKE ?', (f"%{word.text}%",)
    match = f'"{" ".join(parts)}"' + ("" if word.phrase else "*")
    return f"t.row IN (SELECT rowid FROM {subject}_fts WHERE {subject}_fts MATCH ?)", (match,)


def _any_word(value: str, subject: str, *, deleted: bool) -> Clause:
    """A word of several of which one must be there: an interest, where it is one and people are looked for."""
    if subject == "prospects" and value.lower() in INTERESTS:
        return _interest(value.lower())
    return _word(Word(value), subject, deleted=deleted)


def _condition(condition: Condition, subject: str, moment: Moment) -> Clause:
    if condition.op in {"is", "has"}:
        return _flag(condition, subject, moment)
    if condition.days:
        return _either([_day(condition, days, moment) for days in condition.days])
    if (subject, condition.field) == ("deals", "value"):
        op = "=" if condition.op == ":" else condition.op
        return _either([search_deals.worth(op, int(v)) for v in condition.values])
    if (subject, condition.field) == ("prospects", "score"):
        op = "=" if condition.op == ":" else condition.op
        return scoring.asked(moment.scale, moment.now, op, condition.values)
    if condition.op != ":":
        return _either([(f't."{condition.field}" {condition.op} ?', (int(v),)) for v in condition.values])
    return _either([_says(condition.field, subject, value) for value in condition.values])


def _either(clauses: list[Clause]) -> Clause:
    return "(" + " OR ".join(one for one, _ in clauses) + ")", tuple(
        v for _, values in clauses for v in values
    )


# Day fields: the column, whether it holds an instant, and the side table that has it.
_DAYS: Final = {
    "due": ("(SELECT next_day FROM prospects_facts x WHERE x.row = t.row)", False),
    "touched": ("(SELECT touched_at FROM prospects_facts x WHERE x.row = t.row)", True),
    "created": ("t.created_at", True),
    "met": ("t.met_at", True),
    "customer_since": ("t.customer_since", False),
    "birthday": ("t.birthday", False),
    "starts": ("t.starts_on", False),
    "ends": ("t.ends_on", False),
    "promised": ("t.promised_at", True),
    "received": ("t.received_at", True),
    "day": ("t.day", False),
    "done": ("t.done_at", True),
    "at": ("t.at", True),
    "close": ("t.expected_close", False),
    "closed": ("t.closed_at", True),
    "opened": ("t.opened_at", True),
    "revisit": ("t.revisit_on", False),
    "started": ("t.started_at", True),
}


def _day(condition: Condition, days: Span, moment: Moment) -> Clause:
    column, is_instant = _DAYS[condition.field]
    first: Any = moment.start(days[0]) if is_instant else days[0].isoformat()
    after: Any = moment.start(days[1]) if is_instant else days[1].isoformat()
    match condition.op:
        case "<":
            return f"{column} < ?", (first,)
        case "<=":
            return f"{column} < ?", (after,)
        case ">":
            return f"{column} >= ?", (after,)
        case ">=":
            return f"{column} >= ?", (first,)
        case _:
            return f"{column} >= ? AND {column} < ?", (first, after)


def _flag(condition: Condition, subject: str, moment: Moment) -> Clause:
    key = f"{condition.op}:{condition.field}"
    today, now = moment.today.isoformat(), to_micros(moment.now)
    flags: dict[str, Clause] = {
        "is:deleted": ("1", ()),
        "is:merged": ("t.merged_into IS NOT NULL", ()),
        "is:customer": ("(t.stage = 'customer' OR t.customer_since IS NOT NULL)", ()),
        "is:company": ("t.name = '' AND t.company IS NOT NULL", ()),
        "is:overridden": ("t.interest_override <> ''", ()),
        "is:open": (_OPEN.get(subject, "t.done_at IS NULL"), ()),
        "is:resolved": ("t.status = 'resolved'", ()),
        "is:public": ("t.public = 1", ()),
        "is:done": ("t.done_at IS NOT NULL", ()),
        "is:late": _late(subject, today, now),
        "has:follow-up": ("(SELECT next_day FROM prospects_facts x WHERE x.row = t.row) IS NOT NULL", ()),
        "has:note": ("t.note <> ''", ()),
        "has:company": ("t.company IS NOT NULL", ()),
        "has:source": ("t.source IS NOT NULL", ()),
        "has:fair": ("t.fair IS NOT NULL", ()),
        "has:birthday": ("t.birthday IS NOT NULL", ()),
        "has:cost": ("t.cost_minor IS NOT NULL", ()),
        "has:target": ("t.target_leads IS NOT NULL", ()),
        "has:promise": ("t.promise <> ''", ()),
        "has:cause": ("t.cause IS NOT NULL", ()),
        "has:time": ("t.time IS NOT NULL", ()),
        "has:reward": ("t.reward <> ''", ()),
        "has:parent": ("t.parent IS NOT NULL", ()),
        "has:prospect": ("t.prospect IS NOT NULL", ()),
    }
    return flags.get(key) or (_hanging(condition.field, subject), ())


_OPEN: Final = {
    "complaints": "t.status = 'open'",
    "deals": "t.outcome = ''",
    "goals": "t.ended_on IS NULL",
}


def _late(subject: str, today: str, now: int) -> Clause:
    if subject == "prospects":
        return "(SELECT next_day FROM prospects_facts x WHERE x.row = t.row) < ?", (today,)
    if subject == "complaints":
        return "t.status = 'open' AND t.promised_at < ?", (now,)
    if subject == "deals":
        return "t.outcome = '' AND t.expected_close < ?", (today,)
    return "t.done_at IS NULL AND t.day < ?", (today,)


_PARTS: Final = {
    "phone": "phones",
    "email": "emails",
    "web": "webs",
    "address": "addresses",
    "consent": "consents",
    "tag": "taggings",
    "complaint": "complaints",
    "attachment": "attachments",
}


def _hanging(what: str, subject: str) -> str:
    owner = "company" if subject == "companies" else "prospect"
    more = " AND x.withdrawn_at IS NULL" if what == "consent" else ""
    return f"EXISTS (SELECT 1 FROM {_PARTS[what]} x WHERE x.{owner} = t.id AND x.deleted_at IS NULL{more})"


def _says(field: str, subject: str, value: str) -> Clause:
    special = _SPECIAL.get((subject, field)) or _SPECIAL.get(("", field))
    if special:
        return special(value)
    return f't."{field}" = ? COLLATE NOCASE', (value,)


def _index(subject: str, join: str) -> Callable[[str], Clause]:
    """Words found in the name of a record that is referred to."""

    def build(value: str) -> Clause:
        match = " AND ".join(f'"{part}"*' for part in words(value)) or '""'
        return join.format(hits=f"SELECT rowid FROM {subject}_fts WHERE {subject}_fts MATCH ?"), (match,)

    return build


def _folded(column: str) -> Callable[[str], Clause]:
    """Words at the beginning of words of a column, letters folded by the connection's own function."""

    def build(value: str) -> Clause:
        return f"' ' || folded({column}) LIKE ?", (f"% {_escaped(fold(value))}%",)

    return build


def _goal(value: str) -> Clause:
    """Words of a goal's own name, its figure, why it is and what it brings; most goals have no name of their own."""
    said = "t.name || ' ' || t.why || ' ' || t.reward || ' ' || replace(t.figure, '_', ' ')"
    return _folded(said)(value.replace("_", " "))


def _escaped(text: str) -> str:
    return text.replace("%", "").replace("_", "")


def _part(table: str, column: str, *, begins: bool = False) -> Callable[[str], Clause]:
    def build(value: str) -> Clause:
        pattern = f"{_escaped(fold(value))}%" if begins else f"%{_escaped(fold(value))}%"
        return (
            f"EXISTS (SELECT 1 FROM {table} x WHERE x.prospect = t.id AND x.deleted_at IS NULL"
            f" AND folded(x.{column}) LIKE ?)",
            (pattern,),
        )

    return build


def _phone(value: str) -> Clause:
    number = digits(value)
    if len(number) < 3:
        return "t.row IN (SELECT row FROM prospects_digits WHERE digits LIKE ?)", (f"%{number or 'none'}%",)
    query = "SELECT rowid FROM prospects_digits_fts WHERE prospects_digits_fts MATCH ?"
    return f"t.row IN ({query})", (f'"{number}"',)


def _named_in(table: str, column: str, reference: str) -> Callable[[str], Clause]:
    def build(value: str) -> Clause:
        pattern = f"%{_escaped(fold(value))}%"
        return f"t.{reference} IN (SELECT id FROM {table} WHERE folded({column}) LIKE ?)", (pattern,)

    return build


def _tag(value: str) -> Clause:
    return (
        "EXISTS (SELECT 1 FROM taggings x JOIN tags g ON g.id = x.tag WHERE x.prospect = t.id"
        " AND x.deleted_at IS NULL AND g.deleted_at IS NULL AND folded(g.name) = ?)",
        (fold(value),),
    )


def _source(value: str) -> Clause:
    return "t.source IN (SELECT id FROM sources WHERE kind = ? COLLATE NOCASE)", (value,)


def _interest(value: str) -> Clause:
    return "(SELECT interest FROM prospects_facts x WHERE x.row = t.row) = ?", (value,)


def _consent(value: str) -> Clause:
    return (
        "EXISTS (SELECT 1 FROM consents x WHERE x.prospect = t.id AND x.deleted_at IS NULL"
        " AND x.withdrawn_at IS NULL AND x.channel = ?)",
        (value,),
    )


def _batch(value: str) -> Clause:
    """Whom a batch made or changed, or gave a part to; no one where the id is none."""
    ident = re.sub(r"[^0-9a-f]", "", value.lower())
    parts = " ".join(
        f"UNION ALL SELECT x.prospect FROM mine m CROSS JOIN {one} x ON x.id = m.record WHERE m.subject = '{one}'"
        for one in (*_PARTS.values(), "asked_about")
    )
    return (
        "t.id IN (WITH mine AS MATERIALIZED (SELECT c.subject, c.record FROM changes c"
        " WHERE c.batch = (SELECT b.row FROM batches b WHERE b.id = ?))"
        f" SELECT m.record FROM mine m WHERE m.subject = 'prospects' {parts})",
        (bytes.fromhex(ident) if len(ident) == 32 else b"",),
    )


def _rival(value: str) -> Clause:
    """Who has something from a competitor, or whose deals went to one or were won against it."""
    rivals = "(SELECT id FROM competitors WHERE deleted_at IS NULL AND ' ' || folded(name) LIKE ?)"
    pattern = f"% {_escaped(fold(value))}%"
    return (
        "t.id IN (SELECT prospect FROM competitor_contracts WHERE deleted_at IS NULL"
        f" AND competitor IN {rivals} UNION ALL"
        f" SELECT prospect FROM deals WHERE deleted_at IS NULL AND competitor IN {rivals})",
        (pattern, pattern),
    )


def _cause(value: str) -> Clause:
    return "t.cause IN (SELECT id FROM causes WHERE key = ? OR folded(name) = ?)", (value, fold(value))


_COMPANY: Final = _index("companies", "t.company IN (SELECT id FROM companies WHERE row IN ({hits}))")
_WHO: Final = _index("prospects", "t.prospect IN (SELECT id FROM prospects WHERE row IN ({hits}))")
_SPECIAL: Final[dict[tuple[str, str], Callable[[str], Clause]]] = {
    ("prospects", "company"): _COMPANY,
    ("prospects", "phone"): _phone,
    ("prospects", "email"): _part("emails", "value"),
    ("prospects", "city"): _part("addresses", "city", begins=True),
    ("prospects", "postal_code"): _part("addresses", "postal_code", begins=True),
    ("prospects", "region"): _part("addresses", "region", begins=True),
    ("prospects", "country"): _part("addresses", "country", begins=True),
    ("prospects", "street"): _part("addresses", "street"),
    ("prospects", "tag"): _tag,
    ("prospects", "batch"): _batch,
    ("prospects", "source"): _source,
    ("prospects", "which"): _named_in("sources", "which", "source"),
    ("prospects", "fair"): _named_in("fairs", "name", "fair"),
    ("prospects", "interest"): _interest,
    ("prospects", "consent"): _consent,
    ("prospects", "asked"): _part("asked_about", "product"),
    ("prospects", "competitor"): _rival,
    ("prospects", "title"): _folded("t.title"),
    ("prospects", "trade"): _folded("t.trade"),
    ("complaints", "cause"): _cause,
    ("deals", "cause"): _cause,
    ("deals", "company"): _COMPANY,
    ("deals", "title"): _folded("t.title"),
    ("deals", "product"): search_deals.selling,
    ("deals", "stage"): search_deals.standing,
    ("deals", "competitor"): _named_in("competitors", "name", "competitor"),
    ("products", "category"): _folded("t.category"),
    ("goals", "name"): _goal,
    ("companies", "city"): lambda value: (
        "EXISTS (SELECT 1 FROM addresses x WHERE x.company = t.id AND x.deleted_at IS NULL AND folded(x.city) LIKE ?)",
        (f"{_escaped(fold(value))}%",),
    ),
    ("", "prospect"): _WHO,
    ("", "name"): _folded("t.name"),
    ("", "what"): _folded("t.what"),
    ("", "note"): _folded("t.note"),
    ("", "outcome"): _folded("t.outcome"),
    ("", "place"): _folded("t.place"),
    ("companies", "trade"): _folded("t.trade"),
}
