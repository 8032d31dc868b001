"""An edit in words: "Title: Buyer → Head of buying", "Phone added: +47 912 34 567"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from salesdesk.domain import vocabulary
from salesdesk.domain.changes import Change
from salesdesk.domain.locally import day_month
from salesdesk.i18n import N_, _
from salesdesk.store import codec
from salesdesk.store.log import Entry
from salesdesk.store.sql import listed, run
from salesdesk.store.unit import Reading

Value = int | str | None

FIELDS: Final[Mapping[str, str]] = {
    "name": N_("Name"),
    "first_name": N_("First name"),
    "last_name": N_("Last name"),
    "title": N_("Title"),
    "company": N_("Company"),
    "time_frame": N_("Time frame"),
    "interest_override": N_("Interest"),
    "source": N_("Source"),
    "referred_by": N_("Referred by"),
    "fair": N_("Fair"),
    "trade": N_("Trade"),
    "size": N_("Size"),
    "region": N_("Region"),
    "household": N_("Household"),
    "language": N_("Language"),
    "customer_since": N_("Customer since"),
    "birthday": N_("Birthday"),
    "revisit_on": N_("Revisit on"),
    "revisit_product": N_("Revisit about"),
    "note": N_("Note"),
}
# What a part is called when it was added, changed, taken off; and its fields in the order in which they tell it.
_PARTS: Final[Mapping[str, tuple[str, str, str, tuple[str, ...]]]] = {
    "phones": (N_("Phone added"), N_("Phone"), N_("Phone taken off"), ("value",)),
    "emails": (N_("Email added"), N_("Email"), N_("Email taken off"), ("value",)),
    "webs": (N_("Web address added"), N_("Web address"), N_("Web address taken off"), ("value",)),
    "addresses": (
        N_("Address added"),
        N_("Address"),
        N_("Address taken off"),
        ("street", "postal_code", "city", "region", "country"),
    ),
    "asked_about": (N_("Asked about"), N_("Asked about"), N_("No longer asked about"), ("product",)),
    "taggings": (N_("Tag"), N_("Tag"), N_("Tag taken off"), ("tag",)),
    "consents": (N_("Consent"), N_("Consent"), N_("Consent deleted"), ("channel", "wording")),
    "answers": (N_("Answered"), N_("Answered"), N_("Answer deleted"), ("question", "text")),
}
_WORDS: Final = {"time_frame": "time_frame", "interest_override": "interest", "channel": "consent_channel"}
_DAYS: Final = frozenset({"customer_since", "birthday", "revisit_on"})
_LONGEST: Final = 80  # letters of a value; a note is told by its beginning
_NAMED: Final = (
    ("companies", "name"),
    ("fairs", "name"),
    ("tags", "name"),
    ("prospects", "name"),
    ("questions", "text"),
)


class Names:
    """What the ids in some entries are called, and what each part of them said last."""

    def __init__(self, reading: Reading, entries: Sequence[Entry]) -> None:
        self._said: dict[UUID, dict[str, Value]] = {}
        wanted: set[str] = set()
        for entry in entries:
            change = entry.change
            self._said.setdefault(change.record, {}).update(change.patch)
            ids = codec.id_fields(change.subject)
            for patch in (change.patch, change.before or {}):
                wanted |= {value for name, value in patch.items() if name in ids and isinstance(value, str)}
        self._names = _looked_up(reading, [bytes.fromhex(one) for one in sorted(wanted)])

    def called(self, hexed: str) -> str:
        """The name of the record of this id; empty where there is none any more."""
        return self._names.get(hexed, "")

    def whole(self, change: Change) -> Mapping[str, Value]:
        """All that is known of a part, whatever of it changed."""
        return self._said.get(change.record, {})


def _looked_up(reading: Reading, ids: Sequence[bytes]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(ids), 500):
        marks, values = listed(ids[start : start + 500])
        for table, column in _NAMED:
            for one, name in run(
                reading.connection, f"SELECT id, {column} FROM {table} WHERE id IN ({marks})", values
            ):
                found[one.hex()] = name
        for one, kind, which in run(
            reading.connection, f"SELECT id, kind, which FROM sources WHERE id IN ({marks})", values
        ):
            found[one.hex()] = " · ".join(filter(None, (vocabulary.label("source", kind), which)))
    return found


def told(change: Change, names: Names) -> Iterator[str]:
    """What a change did, a sentence for each field of a prospect, one for a part."""
    if change.subject in _PARTS:
        yield from _part(change, names)
        return
    before = change.before or {}
    for field, new in change.patch.items():
        if field in FIELDS:
            yield _went(_(FIELDS[field]), _shown(field, before.get(field), names), _shown(field, new, names))


def _went(label: str, old: str, new: str) -> str:
    if old and new:
        return _("{field}: {old} → {new}").format(field=label, old=old, new=new)
    return _("{field}: {new}").format(field=label, new=new or _("emptied, was {old}").format(old=old))


def _part(change: Change, names: Names) -> Iterator[str]:
    added, changed, gone, fields = _PARTS[change.subject]

    def said(values: Mapping[str, Value]) -> str:
        return ", ".join(filter(None, (_shown(name, values.get(name), names) for name in fields)))

    whole = names.whole(change)
    if change.before is None:
        yield f"{_(added)}: {said(change.patch)}"
    elif "deleted_at" in change.patch:
        yield f"{_(gone if change.patch['deleted_at'] else added)}: {said(whole)}"
    elif "withdrawn_at" in change.patch:
        label = _("Consent withdrawn") if change.patch["withdrawn_at"] else _("Consent given again")
        yield f"{label}: {said(whole)}"
    elif "prospect" in change.patch:
        yield f"{_(added)}: {said(whole)}"
    elif any(name in change.patch for name in fields):
        yield _went(_(changed), said({**change.before}), said({**change.patch}))


def _shown(field: str, value: Value, names: Names) -> str:
    if value is None or value == "":
        return ""
    text = str(value)
    if field in {"company", "source", "fair", "referred_by", "tag", "question"}:
        return names.called(text)
    if field in _WORDS:
        return vocabulary.label(_WORDS[field], text)
    if field in _DAYS:
        return day_month(date.fromisoformat(text))
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
