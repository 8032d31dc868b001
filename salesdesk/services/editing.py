"""Fields set by name and value, as a person types them: `stage=customer`, `company=Fjord Interiør`, `tag=oak`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain import subjects, vocabulary
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import Day, Instant, TimeOfDay, new_id
from salesdesk.domain.drafts import Detail, ProspectDraft
from salesdesk.domain.instants import to_micros
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.query_days import span
from salesdesk.domain.records import Record
from salesdesk.domain.tags import Tag, Tagging
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services.directory import Directory
from salesdesk.services.drafting import Scene, consented, parts
from salesdesk.services.prospects import move
from salesdesk.store.database import Store
from salesdesk.store.unit import Unit

# What can be set: the fields of the record that are a person's to set, and names for what hangs on it.
_HIDDEN: Final = frozenset(
    "id row created_at deleted_at merged_into raw_vcard uid position origin done_at resolved_at status referred_by"
    " complaint deal deal_line prospect value e164 repeats zone".split()
)
_WORDS: Final = {
    ("prospects", "stage"): "stage",
    ("prospects", "time_frame"): "time_frame",
    ("prospects", "interest_override"): "interest",
    ("followups", "kind"): "followup",
    ("complaints", "kind"): "complaint",
}
_ALIASES: Final = {
    "interest": "interest_override",
    "starts": "starts_on",
    "ends": "ends_on",
    "promised": "promised_at",
    "received": "received_at",
    "met": "met_at",
}
_HANGING: Final = ("tag", "tags", "phone", "email", "web", "source_which", "consent", "asked_about", "cost")


def settable(subject: str) -> list[str]:
    """The names that can be set on a record of `subject`."""
    own = [c.name for c in subjects.table(subject).columns if c.name not in _HIDDEN]
    return [*own, *(_HANGING if subject == "prospects" else ()), *(["cost"] if "cost_minor" in own else [])]


def set_fields(store: Store, record: Record, name: str, pairs: Sequence[tuple[str, str]], scene: Scene) -> None:
    """Sets fields of a record, all in one change. An empty value empties the field.

    Raises `UserError`, changing nothing, for a field that is not there or a value that cannot be.
    """
    with store.change(N_("Changed {name}"), name=name) as unit:
        fresh = unit.need(type(record), record.id)
        before = _name_of(fresh)
        for field, value in pairs:
            _set(unit, fresh, _ALIASES.get(field, field), value.strip(), scene)
        if isinstance(fresh, Prospect) and fresh.name == before:
            fresh.name = _name_of(fresh)


def _name_of(record: Record) -> str:
    """The name that first and last name make, which the shown name follows."""
    if isinstance(record, Prospect) and (record.first_name or record.last_name):
        return f"{record.first_name} {record.last_name}".strip()
    return getattr(record, "name", "")


def _set(unit: Unit, record: Record, field: str, value: str, scene: Scene) -> None:
    subject = record.subject
    if subject == "prospects" and field in _HANGING:
        _hang(unit, record, field, value, scene)
    elif field in {"cost"} and "cost_minor" in settable(subject):
        _cost(record, value)
    elif field not in settable(subject):
        raise _unknown(field, subject)
    elif field in {"company", "fair", "source", "cause"}:
        _refer(unit, record, field, value)
    elif (subject, field) == ("prospects", "stage"):
        assert isinstance(record, Prospect)
        move(unit, record, _value(subject, field, value, scene))
    else:
        setattr(record, field, _value(subject, field, value, scene))


def _unknown(field: str, subject: str) -> UserError:
    from rapidfuzz import process

    names = settable(subject)
    near = process.extractOne(field, names, score_cutoff=60)
    hint = _("Did you mean {name}?").format(name=near[0]) if near else ", ".join(names)
    return UserError(_("There is no field “{name}” to set.").format(name=field), hint)


def _value(subject: str, field: str, value: str, scene: Scene) -> Any:
    words = _WORDS.get((subject, field))
    if words:
        known = vocabulary.recognise(words, value) or value
        if known not in vocabulary.slugs(words) and value and words != "stage":
            raise UserError(
                _("“{value}” is not a word for {name}.").format(value=value, name=field),
                ", ".join(vocabulary.slugs(words)),
            )
        return known
    kind = subjects.table(subject).columns[field].type
    reader = next((made for sort, made in _READERS.items() if isinstance(kind, sort)), None)
    if reader is not None:
        return reader(value, scene) if value else None
    if kind.python_type is int:
        return _number(value, field)
    return value


def _number(value: str, field: str) -> int | None:
    if value.lower() in {"yes", "ja", "true"}:
        return 1
    if value.lower() in {"no", "nei", "false"}:
        return 0
    if value and not value.isdecimal():
        raise UserError(_("“{value}” is not a number.").format(value=value), _("Look at {name}.").format(name=field))
    return int(value) if value else None


def _day(value: str, scene: Scene) -> date:
    found = span(value, scene.now.date())
    if found is None:
        raise UserError(
            _("“{value}” is not a day.").format(value=value), _("Write it like 2026-11-15, friday or +7d.")
        )
    return found[0]


def _instant(value: str, scene: Scene) -> datetime:
    try:
        return datetime.fromisoformat(value).astimezone(scene.now.tzinfo)
    except ValueError:
        return datetime.combine(_day(value, scene), time(16), scene.now.tzinfo)


def _time(value: str, _scene: Scene) -> time:
    try:
        return time.fromisoformat(value.replace(".", ":").zfill(5))
    except ValueError as error:
        raise UserError(_("“{value}” is not a time.").format(value=value), _("Write it like 14:30.")) from error


_READERS: Final[Mapping[type, Callable[[str, Scene], Any]]] = {Day: _day, Instant: _instant, TimeOfDay: _time}


def _refer(unit: Unit, record: Any, field: str, value: str) -> None:
    directory = Directory(unit.connection, unit.now)
    found: UUID | None
    match field:
        case "company":
            found = directory.company(value)
        case "source":
            found = directory.source(vocabulary.recognise("source", value) or value, "")
        case "fair":
            found = directory.named("fairs", value)
        case _:
            found = directory.named("causes", vocabulary.recognise("cause", value) or value)
    unit.write(directory.made())
    setattr(record, field, found)


def _cost(record: Any, value: str) -> None:
    from salesdesk.domain.values import Money

    amount, _space, currency = value.rpartition(" ")
    if value and not (currency.isalpha() and len(currency) == 3):
        raise UserError(_("“{value}” lacks a currency.").format(value=value), _("Write it like 9 800 NOK."))
    money = Money.parse(amount, currency.upper()) if value else None
    record.cost_minor, record.cost_currency = (money.minor, money.currency) if money else (None, "")


def _hang(unit: Unit, record: Any, field: str, value: str, scene: Scene) -> None:
    """Adds a phone, tag, consent …; a value that begins with `-` takes a tag off."""
    directory = Directory(unit.connection, unit.now)
    patches: list[tuple[str, Patch]] = []
    match field:
        case "phone" | "email" | "web":
            draft = ProspectDraft(**{f"{field}s": (Detail(value),)})
            patches = list(parts(draft, scene))
        case "tag" | "tags":
            for name in value.split(","):
                patches += _tag(unit, record, directory, name.strip())
        case "asked_about":
            patches = [("asked_about", {"product": value, "signal": "asked", "day": scene.now.date().isoformat()})]
        case "consent":
            at = to_micros(scene.now)
            said: Patch = {"basis": "consent", "wording": value, "at": at}
            patches = [("consents", {"channel": channel, **said}) for channel in consented(value)]
        case _:
            kind = _source_kind(unit, record)
            record.source = directory.source(kind, value)
    stamp: Patch = {"prospect": record.id.hex, "created_at": to_micros(scene.now)}
    made = [Change(s, new_id(), {**stamp, **{k: v for k, v in p.items() if v not in {"", 0}}}, None) for s, p in patches]
    unit.write([*directory.made(), *made])


def _source_kind(unit: Unit, record: Any) -> str:
    from salesdesk.domain.sources import Source

    found = unit.get(Source, record.source) if record.source else None
    return found.kind if found else ""


def _tag(unit: Unit, record: Any, directory: Directory, name: str) -> list[tuple[str, Patch]]:
    worn = select(Tagging).where(Tagging.prospect == record.id, Tagging.deleted_at.is_(None))
    wanted = name.lstrip("+-")
    tags = {tag.id for tag in unit.find(select(Tag).where(Tag.deleted_at.is_(None))) if fold(tag.name) == fold(wanted)}
    mine = [one for one in unit.find(worn) if one.tag in tags]
    if name.startswith("-"):
        for one in mine:
            unit.delete(one)
        return []
    tag = directory.named("tags", wanted)
    return [("taggings", {"tag": tag.hex})] if tag and not mine else []
