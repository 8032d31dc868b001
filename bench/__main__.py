"""`make bench`: prints the figures; `make bench PART="start keys"` those of some parts alone.

`python -m bench --small` takes minutes instead of the better part of an hour.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench import (
    board,
    cards,
    codes,
    duplicates,
    figures,
    imports,
    insights,
    keystrokes,
    renames,
    window,
    window_imports,
)
from bench.people import people
from bench.stores import filled
from salesdesk.clock import SystemClock
from salesdesk.store.database import Store


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many prospects, or rows of a file, each part works on."""

    imported: int = 100_000
    renamed: int = 6_000
    window: int = 100_000  # the store that the window opens
    taken_in: int = 100_000  # rows brought in by the window
    deals: int = 2_000
    sold: int = 100_000  # deals that figures are made of, with three times as many activities
    searched: Sequence[int] = (10_000, 100_000, 1_000_000)


SMALL: Final = Sizes(5_000, 6_000, 10_000, 10_000, 200, 5_000, (2_000, 10_000))


def main(arguments: Sequence[str]) -> None:
    """Runs the parts that are named, or all, in their order."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join((*PARTS, *GROUPS)))
    said = parser.parse_args(arguments)
    wanted = {one for part in said.parts for one in GROUPS.get(part, (part,))} or set(PARTS)
    if unknown := wanted - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join((*PARTS, *GROUPS))}")
    say(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}")
    with tempfile.TemporaryDirectory(prefix="salesdesk-bench-") as folder:
        for name, part in PARTS.items():
            if name in wanted:
                part(Path(folder), SMALL if said.small else Sizes())


def _imports(folder: Path, sizes: Sizes) -> None:
    one = imports.measure(_new(folder / "import"), sizes.imported)
    say(
        f"Import of {one.prospects} prospects of {one.columns} columns ({one.rows} records) as one batch, while"
        " another program captures"
    )
    took = one.brought_in
    say(f"  CPU {took.cpu:.1f} s ({one.stage_cpu:.1f} reading and matching), wall {took.wall:.1f} s")
    say(
        f"  bare executemany of the same rows: CPU {one.bare_cpu:.2f} s, so {took.cpu / one.bare_cpu:.1f} times"
        " (aim 8)"
    )
    say(f"  memory at most {one.memory:.0f} MB (aim 400)")
    say(f"  the lock held: p99 {one.hold_at99:.0f} ms, longest {one.hold_longest:.0f} (aim 30)")
    say(f"  bytes a record {one.bytes_a_row:.0f} with log and index; bare {one.bare_bytes_a_row:.0f}")
    say(f"  {took.captures}")
    for what, cost in (("Undo", one.undone), ("Redo", one.redone)):
        say(f"{what} of that batch: CPU {cost.cpu:.1f} s, wall {cost.wall:.1f} s")
        say(f"  {cost.captures}")


def _renames(folder: Path, sizes: Sizes) -> None:
    cost = renames.measure(_new(folder / "rename"), sizes.renamed)
    say(f"Renaming a company of {sizes.renamed} prospects: CPU {cost.cpu:.1f} s, wall {cost.wall:.1f} s")
    say(f"  {cost.captures}")


def _store(folder: Path, size: int) -> Path:
    """A store of so many prospects, made once for all parts that look at it."""
    path = folder / f"window-{size}" / "store.db"
    if not path.exists():
        filled(_new(path.parent) / path.name, people(size)).close()
    return path


def _start(folder: Path, sizes: Sizes) -> None:
    begun = window.starts(_store(folder, sizes.window))
    told = f"The window on {sizes.window} prospects, without a screen"
    say(f"{told}; milliseconds from before the interpreter starts")
    say(f"  bare Qt shell painted {begun.bare:.0f}")
    say(f"  ours painted {begun.painted:.0f}, {begun.painted / begun.bare:.2f} times (aim 1.25)")
    say(f"  Today filled {begun.filled:.0f}, {begun.filled / begun.bare:.2f} times (aim 3)")


def _keys(folder: Path, sizes: Sizes) -> None:
    told = window.answers(_store(folder, sizes.window))
    say(f"The open window on {sizes.window} prospects, without a screen")
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


def _take_in(folder: Path, sizes: Sizes) -> None:
    path = _new(folder / "taken-in") / "store.db"
    filled(path, people(200)).close()
    gaps = window_imports.gaps(path, sizes.taken_in)
    say(
        f"The longest gap of the event loop while {sizes.taken_in} rows are brought in by the window"
        f" (aim {window_imports.AIM} ms)"
    )
    say(f"  reading {gaps.reading:.0f} ms, writing {gaps.writing:.0f} ms, undoing it {gaps.undoing:.0f} ms")


def _duplicates(folder: Path, sizes: Sizes) -> None:
    with Store.open(_store(folder, sizes.window), SystemClock()) as store:
        one = duplicates.clean_up(store)
        middle, at95 = duplicates.cuts(duplicates.entries(store, sizes.window))
    say(f"Who may be the same of {sizes.window} prospects in four towns: {one.pairs} pairs")
    say(f"  CPU {one.cpu:.1f} s (aim 15 of 100000), {one.reading:.1f} of them reading")
    say(f"  a newcomer held against them: median {middle:.1f} ms of CPU, 19 of 20 in {at95:.1f} (aim 5)")


def _board(folder: Path, sizes: Sizes) -> None:
    found = board.measure(_new(folder / "board") / "store.db", sizes.deals)
    say(
        f"The board with {sizes.deals} open deals, without a screen; the longest gap of the event loop (aim 50 ms)"
    )
    say(
        f"  while a card is dragged over the columns {found.dragging:.1f} ms, its drop {found.dropping:.1f} ms"
    )
    say(
        f"  while a card is moved by keyboard {found.moving:.1f} ms, while arrows walk {found.walking:.1f} ms"
    )
    say(f"  bare commit of one row to the same disk, p50 {found.commit:.1f} ms")


def _codes(_folder: Path, _sizes: Sizes) -> None:
    one = codes.frames()
    say(f"QR codes in {one.frames} camera frames of 1280 × 720: {one.found} found")
    say(
        f"  a frame: p50 {one.middle:.1f} ms of CPU, longest {one.longest:.1f} (aim 5); one of noise {one.empty:.1f} ms"
    )
    read, there = codes.photographs()
    if there:
        say(f"  photographs read: {read} of {there}, {read / there:.1%} (aim 95 %)")


def _cards(_folder: Path, _sizes: Sizes) -> None:
    for told, samples in (("of the corpus", cards.corpus()), ("drawn anew", cards.drawn())):
        if not samples:
            continue
        one = cards.measure(samples)
        say(f"Business cards {told}, {len(samples)}: fields read right")
        say(f"  F1 {one.others:.3f} (aim 0.95), Vietnamese {one.vietnamese:.3f} (aim 0.85)")
        say(f"  phones and emails {one.contacts:.3f} (aim 0.98)")
        middle = sum(one.cpu) / len(one.cpu)
        say(
            f"  CPU a card {middle:.2f} s, most {max(one.cpu):.2f} (aim 2.5); {one.megabytes:.0f} MB (aim 600)"
        )


def _figures(folder: Path, sizes: Sizes) -> None:
    say(f"All figures of {sizes.sold} deals and {3 * sizes.sold} activities, beside their own SQL run bare")
    with figures.store(_new(folder / "figures"), sizes.sold, 3 * sizes.sold) as store:
        for what, by, months in (
            ("this year", "", 0),
            ("this year by source", "source", 0),
            ("three years", "", 36),
        ):
            one = figures.measure(store, by=by, months=months)
            say(
                f"  {what}: {one.asked * 1000:.0f} ms, bare {one.bare * 1000:.0f} ms, {one.ratio:.2f} times (aim 2)"
            )


def _insights(folder: Path, sizes: Sizes) -> None:
    with figures.store(_new(folder / "insights"), sizes.sold, 3 * sizes.sold) as store:
        path = store.path
    told = f"The page of insights on {sizes.sold} deals and {3 * sizes.sold} activities, without a screen"
    say(f"{told}, until all cards stand")
    one = insights.measure(path)
    for what, took, bare in (
        ("shown, this year", one.first, one.first_bare),
        ("last year chosen", one.changed, one.changed_bare),
    ):
        say(f"  {what}: {took * 1000:.0f} ms, bare {bare * 1000:.0f} ms, {took / bare:.2f} times (aim 2)")
    say(f"  longest gap of the event loop {one.gap:.1f} ms (aim 50)")


def _searches(folder: Path, sizes: Sizes) -> None:
    say("The query of a keystroke, 500 of them, the first 50 hits")
    for size in sizes.searched:
        with filled(_new(folder / f"search-{size}") / "store.db", people(size)) as store:
            megabytes = store.path.stat().st_size / 1e6
            middle, at99, longest = keystrokes.measure(store)
        told = f"p50 {middle:.1f} ms, p99 {at99:.1f} ms, longest {longest:.1f} ms"
        say(f"  {size:>9} prospects, {megabytes:.0f} MB: {told}")
        store.path.unlink()


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def say(text: str) -> None:
    """A line of the report, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


PARTS: Final[Mapping[str, Callable[[Path, Sizes], None]]] = {
    "import": _imports,
    "rename": _renames,
    "start": _start,  # first paint, Today filled
    "keys": _keys,  # a key to the hits, scrolling, memory
    "take-in": _take_in,  # the event loop while the window brings rows in
    "duplicates": _duplicates,  # the clean-up of everybody, a newcomer
    "board": _board,
    "figures": _figures,
    "insights": _insights,  # the page until all its cards stand, the event loop meanwhile
    "search": _searches,
    "codes": _codes,  # badges in camera frames and photographs
    "cards": _cards,  # business cards of the corpus, and drawn ones
}
GROUPS: Final[Mapping[str, Sequence[str]]] = {"window": ("start", "keys", "take-in")}


if __name__ == "__main__":
    main(sys.argv[1:])
