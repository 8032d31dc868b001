"""`make bench`: prints the figures. `python -m bench --small` takes a minute instead of half an hour."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import board, imports, keystrokes, renames, window, window_imports
from bench.people import people
from bench.stores import filled

SIZES = (10_000, 100_000, 1_000_000)
SMALL = (2_000, 10_000)


def main(arguments: Sequence[str]) -> None:
    """Runs everything, smallest first."""
    small = "--small" in arguments
    sizes = SMALL if small else SIZES
    say(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}")
    with tempfile.TemporaryDirectory(prefix="salesdesk-bench-") as folder:
        _imports(Path(folder) / "import", 5_000 if small else 100_000)
        _renames(Path(folder) / "rename", 6_000)
        _window(Path(folder) / "window", 10_000 if small else 100_000)
        _board(Path(folder) / "board", 200 if small else 2_000)
        say("")
        say("The query of a keystroke, 500 of them, the first 50 hits")
        for size in sizes:
            _keystrokes(Path(folder) / str(size), size)


def _imports(folder: Path, count: int) -> None:
    folder.mkdir()
    one = imports.measure(folder, count)
    say(
        f"Import of {one.prospects} prospects ({one.rows} records) as one batch, while another program captures"
    )
    took = one.brought_in
    say(f"  CPU {took.cpu:.1f} s ({one.stage_cpu:.1f} reading and matching), wall {took.wall:.1f} s")
    say(
        f"  bare executemany of the same rows: CPU {one.bare_cpu:.2f} s, so {took.cpu / one.bare_cpu:.0f} times"
    )
    say(f"  memory {one.memory:.0f} MB")
    say(f"  bytes a record {one.bytes_a_row:.0f} with log and index; bare {one.bare_bytes_a_row:.0f}")
    say(f"  {took.captures}")
    for what, cost in (("Undo", one.undone), ("Redo", one.redone)):
        say(f"{what} of that batch: CPU {cost.cpu:.1f} s, wall {cost.wall:.1f} s")
        say(f"  {cost.captures}")


def _renames(folder: Path, count: int) -> None:
    folder.mkdir()
    cost = renames.measure(folder, count)
    say(f"Renaming a company of {count} prospects: CPU {cost.cpu:.1f} s, wall {cost.wall:.1f} s")
    say(f"  {cost.captures}")


def _window(folder: Path, size: int) -> None:
    folder.mkdir()
    filled(folder / "store.db", people(size)).close()
    begun = window.starts(folder / "store.db")
    say(f"The window on {size} prospects, without a screen; milliseconds from before the interpreter starts")
    say(f"  bare Qt shell painted {begun.bare:.0f}")
    say(f"  ours painted {begun.painted:.0f}, {begun.painted / begun.bare:.2f} times (aim 1.25)")
    say(f"  Today filled {begun.filled:.0f}, {begun.filled / begun.bare:.2f} times (aim 3)")
    told = window.answers(folder / "store.db")
    say(
        f"  a key to the end of the paint: p50 {told.middle:.1f} ms, p99 {told.at99:.1f} (aim 16),"
        f" longest {told.longest:.1f}"
    )
    say(f"  longest gap of the event loop while scrolling {told.scrolling:.1f} ms (aim 50)")
    say(
        f"  longest gap while a prospect is shown: p50 {told.showing:.1f} ms, longest"
        f" {told.showing_longest:.1f} (aim 30)"
    )
    say(f"  memory {told.memory:.0f} MB")
    _window_imports(folder / "import", size)


def _window_imports(folder: Path, rows: int) -> None:
    folder.mkdir()
    filled(folder / "store.db", people(200)).close()
    gaps = window_imports.gaps(folder / "store.db", rows)
    say(
        f"  longest gap of the event loop while {rows} rows are brought in by the window (aim {window_imports.AIM}):"
        f" reading {gaps.reading:.0f} ms, writing {gaps.writing:.0f} ms, undoing it {gaps.undoing:.0f} ms"
    )


def _board(folder: Path, count: int) -> None:
    folder.mkdir()
    found = board.measure(folder / "store.db", count)
    say(f"The board with {count} open deals, without a screen; the longest gap of the event loop (aim 50 ms)")
    say(
        f"  while a card is dragged over the columns {found.dragging:.1f} ms, its drop {found.dropping:.1f} ms"
    )
    say(
        f"  while a card is moved by keyboard {found.moving:.1f} ms, while arrows walk {found.walking:.1f} ms"
    )
    say(f"  bare commit of one row to the same disk, p50 {found.commit:.1f} ms")


def _keystrokes(folder: Path, size: int) -> None:
    folder.mkdir()
    with filled(folder / "store.db", people(size)) as store:
        megabytes = store.path.stat().st_size / 1e6
        middle, at99, longest = keystrokes.measure(store)
    say(
        f"  {size:>9} prospects, {megabytes:.0f} MB: p50 {middle:.1f} ms, p99 {at99:.1f} ms, longest {longest:.1f} ms"
    )
    (folder / "store.db").unlink()


def say(text: str) -> None:
    """A line of the report, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
