"""The rows of a table, each kept as one text: cells as objects of their own take five times the memory, and a file
may hold a hundred thousand rows."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Final, overload

Row = tuple[int, tuple[str, ...]]  # its number in the file, and its cells

_BETWEEN: Final = "\x1f"  # no file that people make has it in a cell; one that does is kept as it is


class PackedRows(Sequence[Row]):
    """Rows to go through again and again, in their order; a part of them shares what it keeps."""

    __slots__ = ("_kept", "_numbers")

    def __init__(self) -> None:
        self._numbers = array("q")
        self._kept: list[str | tuple[str, ...]] = []

    def append(self, number: int, cells: Sequence[str]) -> None:
        """Adds a row as the last one."""
        text = _BETWEEN.join(cells)
        self._numbers.append(number)
        self._kept.append(text if text.count(_BETWEEN) == len(cells) - 1 else tuple(cells))

    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> PackedRows: ...
    def __getitem__(self, at: int | slice) -> Row | PackedRows:
        if isinstance(at, int):
            return self._numbers[at], _cells(self._kept[at])
        part = PackedRows()
        part._numbers, part._kept = self._numbers[at], self._kept[at]
        return part

    def __iter__(self) -> Iterator[Row]:
        for number, kept in zip(self._numbers, self._kept, strict=True):
            yield number, _cells(kept)


def _cells(kept: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kept.split(_BETWEEN)) if isinstance(kept, str) else kept
