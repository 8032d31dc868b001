"""Matching keys and names of many new prospects, kept back to be written in the order of their tables.

They are spread over the whole of their tables: written as they come, each takes a page to the log and to the file
for itself, and such pages are most of what an import writes. In order, a page takes some hundred of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from salesdesk.store.derived_texts import Wanted

_PARTS: Final = 64  # of the keys, each put in order alone: all at once would take eight times their memory
_SHIFT: Final = 58  # of a key of 64 bits, so that what is left says its part
_FULL: Final = 400_000  # names, some 60 megabytes with the keys

_KEYS: Final = "INSERT OR IGNORE INTO prospects_keys (key, row) VALUES (?, ?)"
_NAMES: Final = "INSERT OR IGNORE INTO prospects_names (rank, entry, row) VALUES (?, ?, ?)"
Entries = list[tuple[object, ...]]


class KeptBack:
    """What of the side tables of prospects a batch has still to write. `again` has those of whom the batch said
    more since: theirs are to be derived anew when all is written."""

    def __init__(self) -> None:
        self.again: set[bytes] = set()
        self._keys: list[tuple[array[int], array[int]]] = []
        self._names: list[
            bytes
        ] = []  # rank, entry, row: packed, since tuples would take three times the memory
        self._clear()

    def __bool__(self) -> bool:
        return bool(self._names) or any(rows for _, rows in self._keys)

    @property
    def is_full(self) -> bool:
        """Whether they are so many that they should be written first."""
        return len(self._names) >= _FULL

    def take(self, want: Wanted) -> None:
        """Keeps the keys and names that `want` says of prospects that are new."""
        for key, row in want.keys:
            keys, rows = self._keys[(key >> _SHIFT) + _PARTS // 2]
            keys.append(key)
            rows.append(row)
        self._names += [f"{rank}{entry}\0{row}".encode() for rank, entry, row in want.names]

    def portions(self, size: Callable[[], int]) -> Iterator[tuple[str, Entries]]:
        """What is kept back, `size` entries at a time in the order of the tables, each with what writes them.

        What stands there already was written by whoever changed a prospect meanwhile, and stays.
        """
        for statement, entries in ((_KEYS, self._keys_in_order()), (_NAMES, self._names_in_order())):
            while portion := list(islice(entries, size())):
                yield statement, portion
        self._clear()

    def _keys_in_order(self) -> Iterator[tuple[object, ...]]:
        for keys, rows in self._keys:
            yield from sorted(zip(keys, rows, strict=True))

    def _names_in_order(self) -> Iterator[tuple[object, ...]]:
        self._names.sort()
        return map(_unpacked, self._names)

    def _clear(self) -> None:
        self._keys = [(array("q"), array("q")) for _ in range(_PARTS)]
        self._names = []


def _unpacked(name: bytes) -> tuple[object, ...]:
    said, _, row = name.decode().rpartition("\0")
    return int(said[0]), said[1:], int(row)
