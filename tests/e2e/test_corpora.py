"""Real files of other programs: none makes us fall, what is not taken is told, and nothing comes in twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesdesk.errors import UserError
from salesdesk.services import checks, packages
from salesdesk.services.imports import Staged
from salesdesk.store.database import Store
from tests.factories import bring_in, fresh_copy, open_store, records

PARTS = 8  # so that several cores share the work


@pytest.mark.parametrize("part", range(PARTS))
def test_every_file_comes_in_once_and_goes_on_to_another_store_as_it_is(
    corpora: Path, tmp_path: Path, part: int
) -> None:
    files = sorted(f for kind in ("vcard", "csv") for f in (corpora / kind).rglob("*") if f.is_file())
    open_store(tmp_path / "template.db").close()
    taken = 0
    for number, file in enumerate(files[part::PARTS]):
        if file.stat().st_size > 400_000:
            continue  # the large sets of made-up duplicates are brought in by their own test
        folder = tmp_path / str(number)
        with open_store(fresh_copy(tmp_path / "template.db", folder / "store.db")) as store:
            try:
                staged = bring_in(store, file)[0]
            except UserError:
                continue  # it says what is wrong; nothing was changed
            taken += 1
            _assert_all_is_told(staged, file)
            _assert_not_twice(store, file)
            _assert_whole_elsewhere(
                store, fresh_copy(tmp_path / "template.db", folder / "other" / "store.db")
            )
    assert taken


def _assert_all_is_told(staged: Staged, file: Path) -> None:
    told = staged.created + staged.duplicates + len(staged.aside) + len(staged.refused)
    assert told >= staged.rows, file
    assert all(one.reason and one.original.strip() for one in staged.refused), file


def _assert_not_twice(store: Store, file: Path) -> None:
    before = records(store)
    assert bring_in(store, file)[0].created == 0, file
    assert records(store) == before, file


def _assert_whole_elsewhere(store: Store, other: Path) -> None:
    package = store.path.with_name("all.zip")
    packages.export(store, package)
    with open_store(other) as second:
        packages.take_in(second, package.read_bytes(), package.name)
        assert records(second, deleted=True) == records(store, deleted=True)
        assert checks.look_over(second) == []
    assert checks.look_over(store) == []


@pytest.mark.soak
def test_a_large_list_with_typing_errors_comes_in_and_its_doubtful_ones_are_put_aside(
    corpora: Path, tmp_path: Path
) -> None:
    with open_store(tmp_path / "store.db") as store:
        first = bring_in(store, corpora / "csv" / "febrl" / "dataset4a.csv")[0]
        assert first.created > 4900
        second = bring_in(store, corpora / "csv" / "febrl" / "dataset4b.csv")[0]
        assert len(second.aside) + second.duplicates > 4500
        assert checks.look_over(store) == []
