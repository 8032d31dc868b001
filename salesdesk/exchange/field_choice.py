"""Which fields of prospects go along where not all of them are to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from salesdesk.domain.drafts import ProspectDraft
from salesdesk.errors import UserError
from salesdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PLACE: Final = ("street", "postal_code", "city", "region", "country")
_ATTRIBUTES: Final = {
    "name": ("name", "first_name", "last_name"), "first_name": ("first_name",), "last_name": ("last_name",),
    "company": ("company",), "title": ("title",), "phone": ("phones",), "email": ("emails",), "web": ("webs",),
    "birthday": ("birthday",), "note": ("note",), "tags": ("tags",), "source": ("source", "source_which"),
    "fair": ("fair",), "stage": ("stage",), "time_frame": ("time_frame",), "language": ("language",),
    "trade": ("trade",), "size": ("size",), "segment_region": ("region",), "consent": ("consent",),
    "customer_since": ("customer_since",), "asked_about": ("asked_about",), "follow_up": ("follow_up",),
    "met": ("met",), "uid": ("uid",), "photo": ("photo",),
}  # fmt: skip
FIELDS: Final = (*_ATTRIBUTES, *_PLACE)
_NOTHING: Final = ProspectDraft()


def known(fields: Iterable[str]) -> tuple[str, ...]:
    """`fields` by their names, each once. Raises `UserError` for one that there is not."""
    wanted = tuple(dict.fromkeys(name for one in fields if (name := one.strip().lower().replace("-", "_"))))
    for name in wanted:
        if name not in FIELDS:
            raise UserError(
                _("There is no field “{field}”.").format(field=name),
                _("There are: {names}.").format(names=", ".join(FIELDS)),
            )
    return wanted


def narrowed(draft: ProspectDraft, fields: Sequence[str]) -> ProspectDraft:
    """`draft` with its id and the `fields` only; all of it where none are told."""
    if not fields:
        return draft
    kept: dict[str, Any] = {
        attribute: getattr(draft, attribute) for one in fields for attribute in _ATTRIBUTES.get(one, ())
    }
    parts = [part for part in _PLACE if part in fields]
    if parts:
        bare = {part: "" for part in _PLACE if part not in parts}
        kept["addresses"] = tuple(place for one in draft.addresses if (place := replace(one, **bare)))
    return replace(_NOTHING, id=draft.id, **kept)


def columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], fields: Sequence[str]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """A table of ours without the columns of other fields; the id, which answers are matched by, stays."""
    if not fields:
        return tuple(header), [tuple(row) for row in rows]
    wanted = {"id", *fields, *(part for one in fields for part in _ATTRIBUTES.get(one, ()))}
    places = [place for place, name in enumerate(header) if name in wanted or any(row[place] for row in rows)]
    return tuple(header[n] for n in places), [tuple(row[n] for n in places) for row in rows]
