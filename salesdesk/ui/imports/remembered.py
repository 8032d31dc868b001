"""Which columns went into which field, kept for the next file of the same program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Final, cast

from salesdesk.services.import_preview import FileSeen
from salesdesk.services.import_reading import TO_NOTE, Told

_MOST: Final = 30  # tables


class Remembered:
    """By the names of the columns, and never by what stands in them."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, str]] = {}

    def state(self) -> dict[str, object]:
        """Plain values; the latest tables only."""
        return dict(list(self._kept.items())[-_MOST:])

    def restore(self, state: object) -> None:
        """Brings back what `state` gave; what is none of it is passed over."""
        for key, said in cast("dict[str, Any]", state).items() if isinstance(state, dict) else ():
            if isinstance(said, dict):
                self._kept[key] = {str(n): str(f) for n, f in cast("dict[str, Any]", said).items()}

    def keep(self, files: Sequence[FileSeen], told: Mapping[str, Told]) -> None:
        """Keeps what was chosen, and that the columns without a field may stay so."""
        for one in files:
            said = told.get(one.path, Told()).columns
            loose = {str(n): TO_NOTE for n, column in enumerate(one.columns) if column.field == TO_NOTE}
            chosen = loose | {str(n): field for n, field in said.items()}
            if chosen:
                self._kept.pop(_key(one), None)
                self._kept[_key(one)] = chosen

    def told_of(self, files: Sequence[FileSeen], told: Mapping[str, Told]) -> dict[str, Told]:
        """`told`, with what was chosen earlier for tables of which nothing is told yet."""
        found = dict(told)
        for one in files:
            kept = self._kept.get(_key(one), {})
            columns = {int(n): field for n, field in kept.items() if n.isdecimal()}
            if one.path not in told and any(
                n >= len(one.columns) or one.columns[n].field != field for n, field in columns.items()
            ):
                found[one.path] = Told(columns=columns)
        return found

    def knows(self, seen: FileSeen) -> bool:
        """Whether its columns were chosen before."""
        return _key(seen) in self._kept


def _key(seen: FileSeen) -> str:
    return sha256("\x1f".join(one.name for one in seen.columns).encode()).hexdigest()[:24]
