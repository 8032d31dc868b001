"""Exports: everybody and every word in them, in order, and nothing half written."""

from __future__ import annotations

import csv as plain_csv
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest

from salesdesk.domain.drafts import FollowUpDraft, Photo
from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.services import exports, followups
from salesdesk.services.cards import cards
from salesdesk.services.search import ask, ids
from salesdesk.store.database import Store
from tests.factories import bring_in, capture, open_store

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(plain_csv.DictReader(opened))


def test_more_than_a_page_is_written_in_the_order_of_the_hits(store: Store, tmp_path: Path) -> None:
    for number in range(60):
        capture(store, f"Kari {number:02}")
    done = exports.export(store, tmp_path / "out.csv", query="kari")
    assert done.written == 60
    assert [row["name"] for row in rows(tmp_path / "out.csv")] == [
        f"Kari {number:02}" for number in range(60)
    ]


def test_a_cell_that_looks_like_a_formula_is_no_formula(store: Store, tmp_path: Path) -> None:
    capture(store, "=HYPERLINK(1)", note="+47 is a number", company="@home")
    exports.export(store, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    exports.export(store, tmp_path / "out.csv")
    assert not any(
        value.startswith("=") for row in rows(tmp_path / "out.csv") for value in row.values() if value
    )


def test_a_picture_goes_along_in_a_vcard(store: Store, tmp_path: Path) -> None:
    capture(store, photo=Photo("image/png", PNG))
    exports.export(store, tmp_path / "out.vcf")
    assert "data:image/png;base64," in (tmp_path / "out.vcf").read_text("utf-8").replace("\r\n ", "")


def test_a_withdrawn_consent_no_longer_counts(store: Store, tmp_path: Path) -> None:
    who = capture(store, consent="hand-over").prospect
    assert exports.export(store, tmp_path / "out.csv", consented=True).written == 1
    with store.change("withdrawn") as unit:
        from sqlalchemy import select

        from salesdesk.domain.consents import Consent

        unit.find(select(Consent))[0].withdrawn_at = unit.now
    with store.read() as reading:
        assert not exports.may_be_handed_over(cards(reading, [who])[0])
    assert exports.export(store, tmp_path / "out.csv", consented=True).written == 0


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_next_thing_to_do_goes_along_in_a_table_and_comes_back(
    store: Store, tmp_path: Path, ending: str
) -> None:
    first = FollowUpDraft(what="Besøk Żaneta", kind="visit", day=date(2026, 11, 30), time=time(9, 30))
    who = capture(store, "Żaneta Ås", follow_up=first).prospect
    followups.plan(store, FollowUpDraft(what="Send trays", kind="sample", day=date(2026, 12, 24)), who)
    exports.export(store, tmp_path / f"out.{ending}")
    other = open_store(tmp_path / "other")
    bring_in(other, tmp_path / f"out.{ending}")
    with store.read() as mine, other.read() as theirs:
        told = [exports.draft_of(cards(reading, [who])[0], store.path, photos=False) for reading in (mine,)]
        found = list(ids(theirs, ask(theirs, "", subject="prospects", clock=other.clock)))
        told += [exports.draft_of(one, other.path, photos=False) for one in cards(theirs, found)]
    assert [one.follow_up for one in told] == [first, first]
    other.close()


def test_what_is_done_is_not_the_next_thing_to_do(store: Store, tmp_path: Path) -> None:
    followups.finish(store, capture(store).follow_up)
    exports.export(store, tmp_path / "out.csv")
    assert [row["follow_up_day"] for row in rows(tmp_path / "out.csv")] == [""]


def test_nobody_found_is_an_empty_file_with_a_header(store: Store, tmp_path: Path) -> None:
    assert exports.export(store, tmp_path / "out.csv").written == 0
    assert (tmp_path / "out.csv").read_text("utf-8-sig").startswith("id,name")


def test_an_unknown_ending_and_a_folder_that_is_not_there(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not something to write"):
        exports.export(store, tmp_path / "out.pdf")
    with pytest.raises(EnvironmentTrouble, match="cannot be written"):
        exports.export(store, tmp_path / "nowhere" / "out.csv")


def test_the_ending_counts_in_capitals_too(store: Store, tmp_path: Path) -> None:
    capture(store)
    assert exports.export(store, tmp_path / "OUT.CSV").written == 1


@pytest.mark.parametrize("ending", ["csv", "xlsx", "vcf"])
def test_the_day_on_which_they_met_goes_along_and_comes_back(
    store: Store, tmp_path: Path, ending: str
) -> None:
    capture(store, "Żaneta Ås")
    exports.export(store, tmp_path / f"out.{ending}")
    other = open_store(tmp_path / "other")
    bring_in(other, tmp_path / f"out.{ending}")
    with store.read() as mine, other.read() as theirs:
        told = [
            exports.draft_of(one, kept.path, photos=False, zone=kept.clock.zone()).met
            for kept, reading in ((store, mine), (other, theirs))
            for one in cards(
                reading, list(ids(reading, ask(reading, "", subject="prospects", clock=kept.clock)))
            )
        ]
    assert told == [store.clock.now().astimezone(store.clock.zone()).date()] * 2
    other.close()
