"""Noticing what another program wrote into the same store, without asking it anything."""

from __future__ import annotations

from uuid import UUID

from salesdesk.domain.changes import ChangeSet
from salesdesk.store.connections import connect
from salesdesk.store.database import Store


class Watch:
    """Looks at the log for what was written by others than `store`. Used on one thread; close it when done."""

    def __init__(self, store: Store) -> None:
        self._raw = connect(store.path)
        self._raw.execute("PRAGMA query_only = ON")
        self._ours: set[UUID] = set()
        self._end = store.listen(self._heard)
        self._version = self._seen_version()
        self._row = self._newest()

    def _heard(self, changes: ChangeSet) -> None:
        self._ours.add(changes.batch)

    def _seen_version(self) -> int:
        return int(self._raw.execute("PRAGMA data_version").fetchone()[0])

    def _newest(self) -> int:
        return int(self._raw.execute("SELECT coalesce(max(row), 0) FROM changes").fetchone()[0])

    def untouched(self) -> bool:
        """Whether nothing was ever written into the store."""
        return self._newest() == 0

    def news(self) -> set[str]:
        """The subjects of which others wrote records since the last look; costs a page read where nothing was
        written (sqlite.org/pragma.html#pragma_data_version)."""
        version = self._seen_version()
        if version == self._version:
            return set()
        self._version, after = version, self._row
        self._row = self._newest()
        found = self._raw.execute(
            "SELECT DISTINCT c.subject, b.id FROM changes c JOIN batches b ON b.row = c.batch"
            " WHERE c.row > ? AND c.row <= ?",
            (after, self._row),
        ).fetchall()
        return {subject for subject, batch in found if UUID(bytes=batch) not in self._ours}

    def close(self) -> None:
        """Lets the file go."""
        self._end()
        self._raw.close()
