"""Bringing in tables of what is no contact (companies, deals …): held against what is known, written as one batch.

The same file twice makes nothing new: a row that is known fills what is empty there and writes nothing over.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from uuid import UUID

from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.drafts import Refused, Row
from salesdesk.domain.instants import to_micros
from salesdesk.errors import UserError
from salesdesk.exchange.subject_tables import Said
from salesdesk.services.changes import nobody_watches
from salesdesk.services.drafting import Scene
from salesdesk.services.editing_values import value_of
from salesdesk.services.field_words import called
from salesdesk.services.filling import filled
from salesdesk.services.import_money import NoCurrency
from salesdesk.services.imports import Decide, Staged, brought_in
from salesdesk.services.imports_after import Aftermath
from salesdesk.services.reading import Read
from salesdesk.services.settling import NamesOnce
from salesdesk.services.whom import Register, Whom
from salesdesk.store import batches, codec
from salesdesk.store.batches import Progress, Written
from salesdesk.store.database import Store
from salesdesk.store.sql import run

Known = list[tuple[int | str | None, ...]]


class SubjectImporter(ABC):
    """One import of one or several tables of one subject."""

    subject: str

    def __init__(self, store: Store, scene: Scene, decide: Decide) -> None:
        self._store, self._scene = store, scene
        self._whom = Register(store, scene, decide)
        self._work: dict[int, list[list[Change]]] = {}
        self._pending: dict[UUID, Patch] = {}  # made by a row of this import, not yet written

    @abstractmethod
    def _take(self, row: Said, staged: Staged) -> list[Change]:
        """The changes that one row makes; none where it says nothing new. Raises `UserError` to refuse it."""

    def stage(
        self, read: Read, rows: Iterator[Said | Refused], progress: Progress = nobody_watches
    ) -> Staged:
        """Holds each row against what is known. Nothing is written.

        Raises `UserError` where there are amounts and nobody says in which currency.
        """
        staged = Staged(read)
        work = self._work[id(staged)] = list[list[Change]]()
        for row in rows:
            staged.rows += 1
            if isinstance(row, Refused):
                staged.refused.append(row)
                continue
            try:
                changes = self._take(row, staged)
            except NoCurrency:
                raise
            except UserError as trouble:
                staged.refused.append(
                    Refused(row.where, str(trouble), row.original, row=staged.read.table is not None)
                )
                continue
            staged.hints += [f"{row.where}: {hint}" for hint in row.hints]
            if changes:
                work.append(changes)
            progress(staged.rows)
        return staged

    def groups(self, staged: Sequence[Staged]) -> Iterator[list[Change]]:
        """The changes of each row, in the order of the files. Nothing is written."""
        for one in staged:
            yield from self._work[id(one)]

    def write(self, staged: Sequence[Staged], progress: Progress = nobody_watches) -> Written:
        """Writes all that was staged as one batch; raises and leaves nothing behind where it is stopped."""
        plan = brought_in([one.read.name for one in staged])
        work = Aftermath(self._store).along(self.groups(staged))
        return batches.write(
            self._store, plan, work, settle=NamesOnce(self._scene.now).settle, progress=progress
        )

    def _new(self, said: Patch, staged: Staged) -> Change:
        staged.created += 1
        made = new_id()
        kept: Patch = {name: value for name, value in said.items() if value not in {"", None}}
        self._pending[made] = {**kept, "created_at": to_micros(self._scene.now)}
        return Change(self.subject, made, self._pending[made], None)

    def _known(
        self, record: UUID, said: Patch, staged: Staged, name: str, parts: Sequence[Change] = ()
    ) -> list[Change]:
        """What a row adds to a record that is known, `parts` among it."""
        staged.duplicates += 1
        if record in self._pending:  # a row above made it, and it is not written yet
            mine = {**codec.nothing_said(self.subject), **self._pending[record]}
            self._pending[record] |= filled(mine, said)[0]
            return list(parts)
        with self._store.reading_raw() as connection:
            names = codec.fields(self.subject)
            columns = ", ".join(f'"{one}"' for one in names)
            found = run(connection, f"SELECT {columns} FROM {self.subject} WHERE id = ?", (record.bytes,))
            mine = codec.patched(names, found.fetchone())
        patch, kept = filled(mine, said)
        staged.kept_yours += [f"{name}: {word}" for one in kept if (word := called([one]))]
        changes = list(parts)
        if patch:
            changes.append(Change(self.subject, record, patch, {one: mine[one] for one in patch}))
        staged.updated += bool(changes)
        return changes

    def _find_whom(self, row: Said, known: UUID | None) -> tuple[Whom, list[Change]]:
        """Whom a row is about, and the changes that make what was not known. Of a record that is known by its id
        and says whom it is about, that is not asked again: names may have changed, or be those of several."""
        if known:
            query = f"SELECT coalesce(prospect, company) FROM {self.subject} WHERE id = ?"
            with self._store.reading_raw() as connection:
                if run(connection, query, (known.bytes,)).fetchone()[0] is not None:
                    return Whom(), []
        return self._whom.find(Row(row.where, row.who))

    def _alive(self, row: Said) -> UUID | None:
        """The record of ours that the row names by its id, as an export of ours does."""
        try:
            wanted = UUID(row.values.get("id", ""))
        except ValueError:
            return None
        with self._store.reading_raw() as connection:
            query = f"SELECT 1 FROM {self.subject} WHERE id = ? AND deleted_at IS NULL"
            return wanted if run(connection, query, (wanted.bytes,)).fetchone() else None

    def _all(self, *names: str) -> Known:
        with self._store.reading_raw() as connection:
            columns = ", ".join(f'"{name}"' for name in ("id", *names))
            found = run(
                connection, f"SELECT {columns} FROM {self.subject} WHERE deleted_at IS NULL ORDER BY row"
            )
            return [tuple(one.hex() if isinstance(one, bytes) else one for one in row) for row in found]

    def _moment(self, field: str, text: str) -> int | None:
        column = field if field in codec.fields(self.subject) else f"{field}_at"
        said = value_of(self.subject, column, text, self._scene.now)
        return to_micros(said) if said else None
