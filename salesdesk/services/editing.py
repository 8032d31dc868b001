"""Fields set by name and value, as a person types them: `stage=customer`, `company=Fjord Interiør`, `tag=oak`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain import subjects, vocabulary
from salesdesk.domain.consents import Consent
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.records import Record
from salesdesk.domain.values import normalise_email, normalise_phone
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import editing_sales, nurturing
from salesdesk.services.directory import Directory
from salesdesk.services.drafting import Scene
from salesdesk.services.editing_parts import NAMES, hang, reachable
from salesdesk.services.editing_values import money, value_of, word
from salesdesk.services.prospects import follow_parts, move
from salesdesk.store.database import Store
from salesdesk.store.unit import Unit

# What is not a person's to set in this way: the program's own fields, and references that commands make.
_HIDDEN: Final = frozenset(
    (
        *(
            "id",
            "parent",  # a goal is put under another by its own act
            "row",
            "created_at",
            "deleted_at",
            "merged_into",
            "raw_vcard",
            "uid",
            "position",
            "origin",
            "done_at",
        ),
        *(
            "resolved_at",
            "status",
            "referred_by",
            "complaint",
            "deal",
            "deal_line",
            "prospect",
            "value",
            "e164",
        ),
        *("repeats", "zone", "cost_minor", "cost_currency"),
        *("opened_at", "closed_at", "rate", "rate_currency", "revived_from", "minor"),
        *("step_up", "currency", "nurturing", "nurture_step", "left_cause"),
    )
)
_ALIASES: Final = {
    "interest": "interest_override",
    "starts": "starts_on",
    "ends": "ends_on",
    "promised": "promised_at",
    "received": "received_at",
    "met": "met_at",
}
_NAMED: Final = frozenset({"company", "fair", "source", "cause", "competitor"})


def settable(subject: str) -> list[str]:
    """The names that can be set on a record of `subject`."""
    columns = [column.name for column in subjects.table(subject).columns]
    own = [name for name in columns if name not in _HIDDEN and (subject, name) != ("deals", "outcome")]
    own += [name for name in editing_sales.names(subject) if name not in own]
    return [*own, *(NAMES if subject == "prospects" else ()), *(["cost"] if "cost_minor" in columns else [])]


def set_fields(
    store: Store,
    record: Record,
    name: str,
    pairs: Sequence[tuple[str, str]],
    scene: Scene,
    *,
    seen: Mapping[str, Any] | None = None,
) -> list[str]:
    """Sets fields of a record, all in one change. An empty value empties the field.

    Where `seen` tells what a form showed, nothing is changed if a field is no longer that. Gives sentences on
    what was kept though it is not what it should be: an email address that is none. Raises `UserError`,
    changing nothing, for a field that is not there or a value that cannot be.
    """
    with store.change(N_("Changed {name}"), name=name) as unit:
        fresh = unit.need(type(record), record.id)
        if seen and any(getattr(fresh, field) != value for field, value in seen.items()):
            raise UserError(_("That was changed meanwhile."), _("Look at it again and repeat the change."))
        set_in(unit, fresh, pairs, scene)
    return [hint for field, value in pairs for hint in _doubts(field, value.strip(), scene)]


def set_in(unit: Unit, record: Record, pairs: Sequence[tuple[str, str]], scene: Scene) -> None:
    """Sets fields of a record within a change that does more. Raises `UserError` for a field that is not there or a
    value that cannot be."""
    with follow_parts(record):
        for field, value in pairs:
            _set(unit, record, _ALIASES.get(field, field), value.strip(), scene)
    if isinstance(record, Consent) and record.withdrawn_at is not None:
        nurturing.withdrawn(unit, record)
    if isinstance(record, Prospect) and any(not value.strip() for _field, value in pairs):
        _must_be_somebody(unit, record)


def _doubts(field: str, value: str, scene: Scene) -> list[str]:
    if field == "email" and value and not normalise_email(value):
        return [_("“{value}” is not an email address, kept as typed.").format(value=value)]
    local = not scene.region and not value.startswith(("+", "00"))  # which is told in another way
    if field == "phone" and value and not normalise_phone(value, scene.region) and not local:
        return [_("“{value}” is not a phone number, kept as typed.").format(value=value)]
    return []


def _must_be_somebody(unit: Unit, prospect: Prospect) -> None:
    if not (prospect.name or prospect.company) and not reachable(unit, prospect):
        raise UserError(
            _("That would leave nobody."), _("Give at least a name, a company, a phone or an email address.")
        )


def _set(unit: Unit, record: Record, field: str, value: str, scene: Scene) -> None:
    subject = record.subject
    if field not in settable(subject):
        raise _unknown(field, subject)
    own = editing_sales.setter(record, field)
    if own is not None:
        own(unit, record, value, scene.now)
    elif isinstance(record, Prospect) and field in NAMES:
        hang(unit, record, field, value, scene)
    elif field == "cost":
        _cost(record, value)
    elif field in _NAMED:
        _refer(unit, record, field, value)
    elif isinstance(record, Prospect) and field == "stage":
        _move(unit, record, value)
    else:
        setattr(record, field, value_of(subject, field, value, scene.now))


def _move(unit: Unit, prospect: Prospect, stage: str) -> None:
    """Moves along the ladder: to a stage of the vocabulary, or to one that an import brought along."""
    own: list[str] = []
    if stage and not vocabulary.recognise("stage", stage):
        used = unit.rows(select(Prospect.stage).where(Prospect.deleted_at.is_(None)).distinct())
        own = sorted({one for (one,) in used} - set(vocabulary.slugs("stage")))
    if not stage:
        raise UserError(_("“{name}” cannot be empty.").format(name="stage"), _("Give it a value."))
    move(unit, prospect, word("stage", "stage", stage, own))


def _unknown(field: str, subject: str) -> UserError:
    from rapidfuzz import fuzz, process

    names = settable(subject)
    near = process.extractOne(field, names, scorer=fuzz.ratio, score_cutoff=70)
    hint = (
        _("Did you mean {name}?").format(name=near[0])
        if near
        else _("Write one of: {words}").format(words=", ".join(names))
    )
    return UserError(_("There is no field “{name}” to set.").format(name=field), hint)


def _refer(unit: Unit, record: Record, field: str, value: str) -> None:
    directory = Directory(unit.connection, unit.now)
    found: UUID | None
    match field:
        case "company":
            found = directory.company(value)
        case "source":
            found = directory.source(vocabulary.recognise("source", value) or value, "")
        case "fair":
            found = directory.named("fairs", value)
        case "competitor":
            found = directory.named("competitors", value)
        case _:
            found = directory.named("causes", vocabulary.recognise("cause", value) or value)
    unit.write(directory.made())
    setattr(record, field, found)


def _cost(record: Any, value: str) -> None:
    cost = money(value)
    record.cost_minor, record.cost_currency = (cost.minor, cost.currency) if cost else (None, "")
