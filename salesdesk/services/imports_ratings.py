"""Bringing in tables of ratings: how satisfied customers were, or whether they would recommend the seller."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from salesdesk.domain import vocabulary
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.exchange.subject_tables import Said
from salesdesk.i18n import _
from salesdesk.services.drafting import Scene
from salesdesk.services.import_money import RowNotes, instant
from salesdesk.services.imports import Decide, Staged
from salesdesk.services.imports_by_subject import SubjectImporter
from salesdesk.store.database import Store
from salesdesk.store.sql import run

_RANGES: Final = {"satisfaction": (1, 5), "recommendation": (0, 10)}


class RatingImporter(SubjectImporter):
    """Tables of ratings."""

    subject = "ratings"

    def __init__(self, store: Store, scene: Scene, decide: Decide) -> None:
        super().__init__(store, scene, decide)
        self._seen: dict[tuple[Any, ...], UUID] = {}
        for one, prospect, company, kind, at in self._all("prospect", "company", "kind", "at"):
            self._seen[prospect or company, kind, at] = UUID(str(one))
        with store.reading_raw() as connection:
            found = run(connection, "SELECT number, id FROM deals WHERE deleted_at IS NULL AND number <> ''")
            self._deals = {fold(number): UUID(bytes=one) for number, one in found}
            found = run(connection, "SELECT id FROM deals WHERE deleted_at IS NULL")
            self._deals.update((str(UUID(bytes=one)), UUID(bytes=one)) for (one,) in found)

    def _take(self, row: Said, staged: Staged) -> list[Change]:
        told, values = RowNotes(row), row.values
        kind = vocabulary.recognise("rating", values.get("kind", ""))
        if not kind:
            raise UserError(
                _("It is not said which kind of rating this is."),
                _("Write satisfaction (1 to 5) or recommendation (0 to 10) into a column named kind."),
            )
        value = _value(kind, values.get("value", ""))
        at = instant(values.get("at", ""), self._scene)
        if at is None and value is not None:
            told.hint(_("No day on which it was given."))
        deal = self._deals.get(fold(values.get("deal", "")))
        if values.get("deal") and deal is None:
            told.hint(_("There is no deal {deal}. It is kept in the note.").format(deal=values["deal"]))
            told.keep(f"{_('Deal')}: {values['deal']}")
        own = self._alive(row)
        whom, made = self._find_whom(row, own)
        comment = "\n".join(filter(None, (values.get("comment", ""), told.note())))
        said: Patch = {
            "kind": kind,
            "value": value,
            "prospect": whom.prospect.hex if whom.prospect else None,
            "company": whom.company.hex if whom.company else None,
            "deal": deal.hex if deal else None,
            "asked_at": instant(values.get("asked", ""), self._scene),
            "asked_by": vocabulary.recognise("activity", values.get("asked_by", ""))
            or values.get("asked_by", ""),
            "at": at,
            "comment": comment,
        }
        told.tell(staged)
        key = (said["prospect"] or said["company"], kind, at)
        known = own or self._seen.get(key)
        if known:
            return [*made, *self._known(known, said, staged, row.who.shown_name)]
        change = self._new(said, staged)
        self._seen[key] = change.record
        return [*made, change]


def _value(kind: str, text: str) -> int | None:
    """The value of a rating; None where it was asked and not answered. Raises `UserError` where it cannot be."""
    if not text:
        return None
    low, high = _RANGES[kind]
    number = Decimal(text)
    if number != number.to_integral_value() or not low <= number <= high:
        raise UserError(
            _("“{value}” is not a {kind} from {low} to {high}.").format(
                value=text, kind=vocabulary.label("rating", kind), low=low, high=high
            )
        )
    return int(number)
