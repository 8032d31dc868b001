"""Bringing in tables of expenses: money spent to win and keep customers."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any
from uuid import UUID

from salesdesk.domain import vocabulary
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.exchange.subject_tables import Said
from salesdesk.i18n import _
from salesdesk.services.drafting import Scene
from salesdesk.services.import_money import RowNotes, minor
from salesdesk.services.imports import Decide, Staged
from salesdesk.services.imports_by_subject import SubjectImporter
from salesdesk.store.database import Store

Key = tuple[Any, ...]


class ExpenseImporter(SubjectImporter):
    """Tables of expenses. Two that say the same (the parking, twice a day) are two; the same file twice is not."""

    subject = "expenses"

    def __init__(self, store: Store, scene: Scene, decide: Decide) -> None:
        super().__init__(store, scene, decide)
        self._seen: dict[Key, list[UUID]] = defaultdict(list)
        self._file: Staged | None = None
        self._told: Counter[Key] = Counter()
        for one, what, kind, amount, currency, day in self._all("what", "kind", "minor", "currency", "day"):
            self._seen[fold(str(what)), kind, amount, currency, day].append(UUID(str(one)))

    def _take(self, row: Said, staged: Staged) -> list[Change]:
        if self._file is not staged:
            self._file, self._told = staged, Counter()
        told, values, directory = RowNotes(row), row.values, self._whom.directory
        amount = minor(told, "amount", self._scene)
        if amount is None:
            raise UserError(_("An expense needs an amount."))
        if amount.minor == 0:
            raise UserError(_("An expense of nothing is none."))
        fair = values.get("fair", "") or self._scene.fair
        text = values.get("kind", "")
        kind = vocabulary.recognise("expense", text) or text or ("fair" if fair else "other")
        if not values.get("day"):
            told.hint(_("No day: it counts in no period until you set one."))
        if not text:
            told.hint(_("No kind: it is taken as “{kind}”.").format(kind=vocabulary.label("expense", kind)))
        source = values.get("source", "") or self._scene.source
        source = vocabulary.recognise("source", source) or source
        fair_id, source_id = (
            directory.named("fairs", fair),
            directory.source(source, values.get("source_which", "")),
        )
        said: Patch = {
            "what": values.get("what", ""),
            "kind": kind,
            "step": _step(told),
            "minor": amount.minor,
            "currency": amount.currency,
            "day": values.get("day") or None,
            "fair": fair_id.hex if fair_id else None,
            "source": source_id.hex if source_id else None,
            "note": told.note(),
        }
        made = directory.made()
        told.made(made)
        told.tell(staged)
        key = (fold(str(said["what"])), kind, amount.minor, amount.currency, said["day"])
        own = self._alive(row)
        self._told[key] += 1
        alike = self._seen[key]
        known = own or (alike[self._told[key] - 1] if self._told[key] <= len(alike) else None)
        if known:
            return [*made, *self._known(known, said, staged, str(said["what"] or kind))]
        change = self._new(said, staged)
        alike.append(change.record)
        return [*made, change]


def _step(told: RowNotes) -> str:
    """The step that a row is meant for; a word that is none is kept in the note."""
    text = told.row.values.get("step", "")
    step = vocabulary.recognise("step", text)
    if text and not step:
        told.hint(_("“{text}” is no step. It is kept in the note.").format(text=text))
        told.keep(f"step: {text}")
    return step
