"""One field set in many records of a kind, and many deleted, by the rules that one of them obeys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from salesdesk.domain import subjects
from salesdesk.i18n import N_
from salesdesk.services import companies, editing, prospects
from salesdesk.services.bulk_editing import Bulk
from salesdesk.services.bulk_rehearsal import rehearsed
from salesdesk.services.changes import nobody_watches
from salesdesk.services.drafting import Scene
from salesdesk.store.batches import Progress
from salesdesk.store.database import Store
from salesdesk.store.unit import Unit


def set_fields(
    store: Store,
    subject: str,
    ids: Sequence[UUID],
    pairs: Sequence[tuple[str, str]],
    *,
    label: str = "",
    what: str = "",
    region: str = "",
    progress: Progress = nobody_watches,
) -> Bulk:
    """Sets fields by name and value, as `editing.set_fields` does with one; an empty value empties the field.
    `label`, a message id with {count} and {what}, tells it in other words than the names of the fields, and `what` in
    other words than the values; `region` is the country of phones without a code."""
    kind: Any = subjects.BY_SUBJECT[subject]
    scene = Scene(now=store.clock.now().astimezone(store.clock.zone()), region=region, store=store.path)

    def rule(unit: Unit, ident: UUID) -> None:
        editing.set_in(unit, unit.need(kind, ident), pairs, scene)

    plain = ", ".join(f"{field} = {value.strip() or '–'}" for field, value in pairs)
    told = Bulk(label or N_("Changed {count}: {what}"), {"what": what or plain})
    return rehearsed(store, ids, rule, told, progress=progress)


def delete(store: Store, subject: str, ids: Sequence[UUID], *, progress: Progress = nobody_watches) -> Bulk:
    """Deletes records with what goes with each; a company where prospects work is left out."""
    kind: Any = subjects.BY_SUBJECT[subject]

    def rule(unit: Unit, ident: UUID) -> None:
        if subject == "companies":
            companies.delete_in(unit, ident)
        else:
            prospects.delete_in(unit, unit.need(kind, ident), store.clock)

    return rehearsed(store, ids, rule, Bulk(N_("Deleted {count}"), {}), progress=progress)
