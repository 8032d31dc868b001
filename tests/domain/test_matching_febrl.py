"""How well one threshold does on records that others made wrong on purpose (FEBRL's generated data sets)."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from salesdesk.domain.matching import THRESHOLD, Person, pairs, score

ROOT = Path(__file__).resolve().parents[2]
FEBRL = Path(os.environ.get("SALESDESK_CORPORA", ROOT.parent / "shared" / "corpora")) / "csv" / "febrl"


def day(written: str) -> date | None:
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return None


def records(*names: str) -> tuple[dict[int, Person], set[tuple[int, int]]]:
    """The people of the files, and the pairs that are one person, which the record's id tells."""
    people: dict[int, Person] = {}
    same: dict[str, list[int]] = defaultdict(list)
    for name in names:
        with (FEBRL / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, skipinitialspace=True):
                number = len(people)
                same[row["rec_id"].split("-")[1]].append(number)
                people[number] = Person(
                    first_name=row["given_name"],
                    last_name=row["surname"],
                    street=f"{row['street_number']} {row['address_1']}",
                    postal_code=row["postcode"],
                    city=row["suburb"],
                    birthday=day(row["date_of_birth"]),
                )
    return people, {pair for numbers in same.values() for pair in combinations(numbers, 2)}


@pytest.mark.parametrize(
    ("files", "least"),
    [
        (("dataset1.csv",), 0.985),
        (("dataset2.csv",), 0.985),
        (("dataset4a.csv", "dataset4b.csv"), 0.985),
    ],
)
def test_one_threshold_finds_the_duplicates_of_every_data_set(files: tuple[str, ...], least: float) -> None:
    if not FEBRL.is_dir():
        pytest.skip(f"no corpus at {FEBRL}; set SALESDESK_CORPORA")
    people, true = records(*files)
    found = {(a, b) for a, b, _ in pairs(people)}
    f1 = 2 * len(found & true) / (len(found) + len(true))
    assert f1 >= least


def test_what_would_be_updated_unasked_is_right_in_every_case() -> None:
    if not FEBRL.is_dir():
        pytest.skip(f"no corpus at {FEBRL}; set SALESDESK_CORPORA")
    people, true = records("dataset4a.csv", "dataset4b.csv")
    certain = {(a, b) for a, b, match in pairs(people) if match.certain}
    assert len(certain) > 1000
    assert not certain - true
    assert all(score(people[a], people[b]).score > THRESHOLD for a, b in certain)
