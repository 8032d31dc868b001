"""What is derived for a prospect: interest, next step, last touch, worth, words, numbers and matching keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, Final

from sqlalchemy import Connection

from salesdesk.domain.changes import Patch
from salesdesk.domain.matching_keys import keys
from salesdesk.domain.matching_person import Person
from salesdesk.domain.text import digits, fold, sort_key
from salesdesk.domain.vocabulary import interest_of
from salesdesk.store.derived_texts import Wanted, entries, sort_language
from salesdesk.store.derived_worth import SEGMENT, Worth, worth
from salesdesk.store.sql import listed, run


@dataclass(slots=True)
class Reach:
    """Where one prospect is reached."""

    phones: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])  # value, e164
    emails: list[str] = field(default_factory=list[str])
    addresses: list[tuple[str, ...]] = field(
        default_factory=list[tuple[str, ...]]
    )  # street, code, city, region

    def words(self) -> list[str]:
        """By what of it the prospect is found."""
        return [*(value for value, _ in self.phones), *self.emails, *chain.from_iterable(self.addresses)]


@dataclass(slots=True)
class Parts(Reach):
    """What hangs on one prospect."""

    others: list[str] = field(default_factory=list[str])  # words by which they are found, beside their reach
    next_day: str | None = None
    touched_at: int | None = None
    worth: dict[str, Worth] = field(default_factory=dict[str, Worth])  # by currency


def prospects_wanted(connection: Connection, ids: Sequence[bytes]) -> Wanted:
    """What should stand in the side tables of the prospects `ids`."""
    parts, language, want = _gather(connection, ids), sort_language(connection), Wanted()
    for found in _prospects(connection, ids):
        derive(found, parts[found["id"]], language, want)
    return want


Asked = Callable[[bytes, Person], bool]  # of an id and its names; where they are reached is not said yet


def people(
    connection: Connection, ids: Sequence[bytes] | None, asked: Asked | None = None
) -> dict[bytes, Person]:
    """The prospects `ids` as matching sees them, or all in the order they came in; deleted ones left out, and those
    that are not `asked` for."""
    nothing, reach = Reach(), defaultdict[bytes, Reach](Reach)
    found = _prospects(connection, ids, _MATCHED)
    if asked is not None:
        found = [p for p in found if asked(p["id"], _person(p, p["company"] or "", nothing))]
    if found:
        _reach(connection, None if ids is None else [p["id"] for p in found], reach)
    return {p["id"]: _person(p, p["company"] or "", reach.get(p["id"], nothing)) for p in found}


FIELDS: Final = (
    "name",
    "first_name",
    "last_name",
    "title",
    "note",
    "uid",
    "birthday",
    "time_frame",
    "interest_override",
    *SEGMENT,
)
_COLUMNS: Final = ("row", "id", *FIELDS)
_MATCHED: Final = ("id", "name", "first_name", "last_name", "uid", "birthday")  # what matching asks for


def _prospects(
    connection: Connection, ids: Sequence[bytes] | None, fields: Sequence[str] = _COLUMNS
) -> list[dict[str, Any]]:
    columns, (among, values) = ", ".join(f"p.{name}" for name in fields), _among("p.id", ids)
    found = run(
        connection,
        f"SELECT {columns}, c.name FROM prospects p"
        " LEFT JOIN companies c ON c.id = p.company AND c.deleted_at IS NULL"
        f" WHERE {among} p.deleted_at IS NULL ORDER BY p.row",
        values,
    )
    return [dict(zip((*fields, "company"), one, strict=True)) for one in found]


def _among(column: str, ids: Sequence[bytes] | None) -> tuple[str, tuple[Any, ...]]:
    """A condition to be followed by others, and its values: the row is of one of `ids`, or any."""
    if ids is None:
        return "", ()
    marks, values = listed(ids)
    return f"{column} IN ({marks}) AND", values


def derive(p: Mapping[str, Any], parts: Parts, language: str, want: Wanted) -> None:
    """Adds to `want` what is derived for the prospect `p`: its fields as in `FIELDS`, `row` and the name of its
    `company`."""
    row, company = p["row"], p["company"] or ""
    name = p["name"] or company
    said = (
        p["name"],
        p["first_name"],
        p["last_name"],
        company,
        p["title"],
        *parts.words(),
        *parts.others,
        p["note"],
    )
    numbers = " ".join(dict.fromkeys(digits(value) for pair in parts.phones for value in pair if value))
    want.texts[row] = (sort_key(name, language), fold("\n".join(dict.fromkeys(s for s in said if s))))
    want.names.extend(entries(name, row))
    want.keys.extend((key, row) for key in set(keys(_person(p, company, parts))))
    if numbers:
        want.digits.append((row, numbers))
    interest = p["interest_override"] or interest_of(p["time_frame"])
    want.facts.append((row, interest, parts.next_day, parts.touched_at))
    for currency, it in parts.worth.items():
        segment = (str(p[name]) for name in SEGMENT)
        want.worth.append((row, currency, it.won, it.sales, it.open, *segment))


def _person(p: Mapping[str, Any], company: str, parts: Reach) -> Person:
    street, postal_code, city = parts.addresses[0][:3] if parts.addresses else ("", "", "")
    return Person(
        name=p["name"],
        first_name=p["first_name"],
        last_name=p["last_name"],
        company=company,
        e164=tuple(e164 for _, e164 in parts.phones if e164),
        phones_digits=tuple(digits(value) for value, _ in parts.phones),
        emails=tuple(email.lower() for email in parts.emails),
        birthday=date.fromisoformat(p["birthday"]) if p["birthday"] else None,
        street=street,
        postal_code=postal_code,
        city=city,
        uid=p["uid"],
    )


def parts_made(made: Mapping[str, Sequence[Patch]], tags: Mapping[str, str]) -> Parts:
    """What hangs on a prospect that is being made: the patches of its parts by subject, in their order, and
    the names of tags by id, in hex. In the order of `_gather`."""
    parts = Parts()
    for subject, fields in _WORDS.items():
        for patch in made.get(subject, ()):
            said = [str(patch.get(name) or "") for name in fields]
            if subject == "phones":
                parts.phones.append((said[0], str(patch.get("e164") or "")))
            elif subject == "emails":
                parts.emails += said
            elif subject == "addresses":
                parts.addresses.append(tuple(said))
            else:
                parts.others += said
    parts.others += [tags[one] for p in made.get("taggings", ()) if (one := str(p.get("tag"))) in tags]
    return parts


# The fields of each part that are found as words.
_WORDS: Final = {
    "phones": ("value",),
    "emails": ("value",),
    "addresses": ("street", "postal_code", "city", "region"),
    "webs": ("value",),
    "asked_about": ("product",),
}


Each = Callable[[str, str], Any]


def _each(connection: Connection, ids: Sequence[bytes] | None) -> Each:
    """Asks for columns of a table `t` of what hangs on the prospects `ids`, or on any, in its order."""
    among, values = _among("t.prospect", ids)

    def each(columns: str, source: str) -> Any:
        query = f"SELECT {columns} FROM {source} WHERE {among} t.deleted_at IS NULL ORDER BY t.row"
        return run(connection, query, values)

    return each


def _reach(connection: Connection, ids: Sequence[bytes] | None, reach: Mapping[bytes, Reach]) -> None:
    """Adds to `reach` where the prospects `ids`, or all, are reached: all of their parts that matching asks for."""
    each = _each(connection, ids)
    for owner, value, e164 in each("t.prospect, t.value, t.e164", "phones t"):
        reach[owner].phones.append((value, e164))
    for owner, value in each("t.prospect, t.value", "emails t"):
        reach[owner].emails.append(value)
    address = "t.prospect, t.street, t.postal_code, t.city, t.region"
    for owner, *said in each(address, "addresses t"):
        reach[owner].addresses.append(tuple(said))


def _gather(connection: Connection, ids: Sequence[bytes]) -> dict[bytes, Parts]:
    parts: dict[bytes, Parts] = defaultdict(Parts)
    _reach(connection, ids, parts)
    each = _each(connection, ids)
    for columns, source in (
        ("t.prospect, t.value", "webs t"),
        ("t.prospect, t.product", "asked_about t"),
        ("t.prospect, g.name", "taggings t JOIN tags g ON g.id = t.tag AND g.deleted_at IS NULL"),
    ):
        for owner, value in each(columns, source):
            parts[owner].others.append(value)
    for owner, at, note, outcome in each("t.prospect, t.at, t.note, t.outcome", "activities t"):
        parts[owner].others += [note, outcome]
        parts[owner].touched_at = max(filter(None, (parts[owner].touched_at, at)), default=None)
    for owner, day in each("t.prospect, CASE WHEN t.done_at IS NULL THEN t.day END", "followups t"):
        parts[owner].next_day = min(filter(None, (parts[owner].next_day, day)), default=None)
    for owner, mine in worth(connection, ids).items():
        parts[owner].worth = mine
    return parts
