"""What will be derived for records that are about to be made, worked out before the lock is taken.

Of a prospect that a batch makes with all its parts, nothing stands in the store but the names of its company
and its tags. So what is derived comes of the changes themselves, and the hold of the lock has only to see
that those names are still the same, and to write it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from salesdesk.domain.changes import Change, Patch
from salesdesk.store import codec
from salesdesk.store.bulk import in_parts
from salesdesk.store.derived_ordered import KeptBack
from salesdesk.store.derived_prospects import FIELDS, derive, parts_made
from salesdesk.store.derived_tables import write_new
from salesdesk.store.derived_texts import TEXTS, Wanted, derive_text, sort_language
from salesdesk.store.sql import listed, run

_PARTS = frozenset({"phones", "emails", "webs", "addresses", "asked_about", "taggings"})
_MET = ("activities", "followups", "deals")  # may have come before the prospect of which they are


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What to derive for records being made; in `want` their places in `made` stand for their rows."""

    language: str
    names: Mapping[bytes, str | None]  # of the companies and tags on which it rests; None: there is none
    made: Mapping[str, Sequence[bytes]]
    want: Mapping[str, Wanted]

    def write(self, connection: Connection, kept: KeptBack | None = None) -> dict[str, set[bytes]]:
        """Writes it for the records, whose rows are there now, or keeps it back; gives those for which it holds, by
        subject."""
        if self.language != sort_language(connection) or self.names != _names(connection, self.names):
            return {}
        done: dict[str, set[bytes]] = {}
        for subject, ids in self.made.items():
            rows: dict[bytes, int] = {}
            for part in in_parts(ids):
                marks, listed_values = listed(part)
                query = f"SELECT id, row FROM {subject} WHERE id IN ({marks})"
                rows.update(run(connection, query, listed_values).fetchall())
                if subject == "prospects":
                    for one in _met(connection, part):
                        del rows[one]
            write_new(connection, subject, _placed(self.want[subject], [rows.get(one) for one in ids]), kept)
            done[subject] = set(rows)
        return done


def foresee(connection: Connection, changes: Sequence[Change]) -> Foreseen:
    """What will be derived for the records that `changes` make, as far as the changes alone tell it."""
    language, parts = sort_language(connection), _parts(changes)
    made = _made(changes)
    prospects = made.get("prospects", ())
    referred = {str(c.patch["company"]) for c in prospects if c.patch.get("company")}
    referred |= {str(p.get("tag")) for mine in parts.values() for p in mine.get("taggings", ())}
    ids = [bytes.fromhex(one) for one in referred]
    names = {**_names(connection, ids), **_names_made(changes, set(ids))}
    told = {one.hex(): name for one, name in names.items() if name is not None}
    want: dict[str, Wanted] = {}
    for subject, mine in made.items():
        want[subject] = Wanted()
        nothing = codec.nothing_said(subject)
        for place, change in enumerate(mine):
            record: Patch = {**nothing, **change.patch}
            if subject == "prospects":
                fields = {name: record[name] for name in FIELDS}
                fields |= {"row": place, "company": told.get(str(record["company"]))}
                hanging = parts_made(parts.get(change.record.hex, {}), told)
                derive(fields, hanging, language, want[subject])
            else:
                title, columns = TEXTS[subject]
                said = [str(record[name] or "") for name in columns]
                derive_text(place, str(record[title]), said, language, want[subject])
    return Foreseen(language, names, {s: [c.record.bytes for c in mine] for s, mine in made.items()}, want)


def _made(changes: Sequence[Change]) -> dict[str, list[Change]]:
    """The records made that nothing but their own changes tell of, by subject, in their order."""
    fresh = {change.record for change in changes if change.before is None}
    edits = [change for change in changes if change.before is not None]
    if any(edit.record in fresh for edit in edits):
        return {}
    elsewhere = {
        value for edit in edits for said in (edit.patch, edit.before or {}) for value in said.values()
    }
    elsewhere |= {change.patch.get("company") for change in changes if change.subject in _PARTS}
    out: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        # What a deal is found by stands in its lines, too: that is derived when they are there.
        searched = change.subject == "prospects" or (change.subject in TEXTS and change.subject != "deals")
        alone = change.before is None and not change.patch.get("deleted_at")
        if searched and alone and change.record.hex not in elsewhere:
            out[change.subject].append(change)
    return out


def _parts(changes: Iterable[Change]) -> dict[str, dict[str, list[Patch]]]:
    """The patches of parts being made, by the prospect's id, in hex, and subject."""
    out: dict[str, dict[str, list[Patch]]] = defaultdict(lambda: defaultdict(list))
    for change in changes:
        if change.subject in _PARTS and change.before is None and not change.patch.get("deleted_at"):
            out[str(change.patch.get("prospect"))][change.subject].append(change.patch)
    return out


def _names(connection: Connection, ids: Iterable[bytes]) -> dict[bytes, str | None]:
    """The names of companies and tags; None where there is none, or it is deleted."""
    out: dict[bytes, str | None] = dict.fromkeys(ids)
    for part in in_parts(list(out)):
        marks, listed_values = listed(part)
        for subject in ("companies", "tags"):
            query = f"SELECT id, name FROM {subject} WHERE id IN ({marks}) AND deleted_at IS NULL"
            out.update(run(connection, query, listed_values).fetchall())
    return out


def _names_made(changes: Iterable[Change], ids: set[bytes]) -> dict[bytes, str | None]:
    """The names of those companies and tags among `ids` that are being made."""
    return {
        change.record.bytes: None if change.patch.get("deleted_at") else str(change.patch.get("name", ""))
        for change in changes
        if change.subject in {"companies", "tags"} and change.before is None and change.record.bytes in ids
    }


def _met(connection: Connection, ids: Sequence[bytes]) -> set[bytes]:
    """Those of the prospects `ids` of whom the store tells more than their own parts do."""
    found: set[bytes] = set()
    marks, listed_values = listed(ids)
    for subject in _MET:
        query = f"SELECT DISTINCT prospect FROM {subject} WHERE prospect IN ({marks})"
        found |= {one for (one,) in run(connection, query, listed_values)}
    return found


def _placed(want: Wanted, rows: Sequence[int | None]) -> Wanted:
    """`want` with rows instead of places; what has no row is left out."""
    out = Wanted()
    out.texts = {row: said for place, said in want.texts.items() if (row := rows[place]) is not None}
    out.names = [(rank, said, row) for rank, said, at in want.names if (row := rows[at]) is not None]
    out.keys = [(key, row) for key, at in want.keys if (row := rows[at]) is not None]
    out.digits = [(row, said) for at, said in want.digits if (row := rows[at]) is not None]
    out.worth = [(row, *one[1:]) for one in want.worth if (row := rows[int(one[0])]) is not None]
    out.facts = [(row, *one[1:]) for one in want.facts if (row := rows[one[0]]) is not None]
    return out
