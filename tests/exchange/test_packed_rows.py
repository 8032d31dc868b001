"""Rows that are kept packed are the rows that were put in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from salesdesk.exchange.packed_rows import PackedRows

CELLS = st.text(st.one_of(st.sampled_from("\x1f\x1e\n,;åøłế "), st.characters(codec="utf-8")), max_size=6)
ROWS = st.lists(st.tuples(st.integers(0, 10**9), st.lists(CELLS, max_size=5).map(tuple)), max_size=8)


@given(ROWS, st.integers(0, 8))
def test_every_cell_comes_back_as_it_was_whatever_stands_in_it(
    rows: list[tuple[int, tuple[str, ...]]], first: int
) -> None:
    packed = PackedRows()
    for number, cells in rows:
        packed.append(number, cells)
    assert list(packed) == rows
    assert [packed[i] for i in range(len(packed))] == rows
    assert list(packed[first:]) == rows[first:]
