"""Answers come back in whatever format the team saved them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from uuid import UUID

import pytest

from salesdesk.exchange import xlsx
from salesdesk.services import packages
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, open_store
from tests.services.answering import edited, given, look, set_fields, three, told


@pytest.fixture
def people(store: Store, clock: StandingClock) -> list[UUID]:
    """Three of whom the team is given the file."""
    return three(store, clock)


def test_a_file_saved_by_excel_with_semicolons_and_cp1252_is_read(store: Store, tmp_path: Path) -> None:
    who = [
        capture(store, "Åsa Nyström", title="Buyer").prospect,
        capture(store, "Jørgen Bø", company="Fjord Interiør").prospect,
    ]
    answer = edited(
        given(store, who, tmp_path / "given.csv"),
        lambda rows: rows[0].update(title="Innkjøpssjef på Voss"),
        delimiter=";",
        encoding="cp1252",
    )
    review = look(store, answer)
    assert told(review) == {("Åsa Nyström", "title", "theirs", "Innkjøpssjef på Voss")}


def test_vcards_come_back_by_their_uid(store: Store, people: list[UUID], tmp_path: Path) -> None:
    file = given(store, people, tmp_path / "given.vcf")
    text = file.read_text("utf-8").replace("TITLE:Owner", "TITLE:Styreleder")
    (tmp_path / "answer.vcf").write_text(text, "utf-8")
    review = look(store, tmp_path / "answer.vcf")
    assert told(review) == {("Łukasz Żak", "title", "theirs", "Styreleder")}


def test_a_worksheet_comes_back(store: Store, people: list[UUID], tmp_path: Path) -> None:
    file = given(store, people, tmp_path / "given.csv")
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
    place = rows[0].index("title")
    rows[2][place] = "Styreleder"
    (tmp_path / "answer.xlsx").write_bytes(xlsx.write(rows[0], rows[1:], sheet="Ark1"))
    review = look(store, tmp_path / "answer.xlsx")
    assert told(review) == {("Łukasz Żak", "title", "theirs", "Styreleder")}


def test_a_data_package_of_a_teammate_comes_back(store: Store, people: list[UUID], tmp_path: Path) -> None:
    given(store, people, tmp_path / "given.vcf")
    packages.export(store, tmp_path / "all.zip")
    with open_store(tmp_path / "kari" / "kari.db") as theirs:
        packages.take_in(theirs, (tmp_path / "all.zip").read_bytes(), "all.zip")
        set_fields(theirs, people[2], title="Giám đốc", phone="+84 90 123 45 67")
        packages.export(theirs, tmp_path / "answer.zip")
    review = look(store, tmp_path / "answer.zip")
    assert told(review) == {
        ("Đặng Thị Mỹ", "title", "theirs", "Giám đốc"),
        ("Đặng Thị Mỹ", "phones", "theirs", "+84 90 123 45 67"),
    }


def test_letters_that_a_spreadsheet_lost_are_not_taken_for_an_edit(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    set_fields(store, people[2], company="Gốm Việt", tags="+gỗ")
    file = given(store, people, tmp_path / "given.csv")
    answer = edited(file, lambda rows: rows[1].update(title="Styreleder"), delimiter=";")
    answer.write_bytes(answer.read_text("utf-8").encode("cp1252", "replace"))
    assert "?ukasz ?ak" in answer.read_text("cp1252")
    assert told(look(store, answer)) == {("Łukasz Żak", "title", "theirs", "Styreleder")}


def test_a_table_whose_columns_were_sorted_apart_is_not_taken_unasked(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    twin = capture(store, "Jørgen Bø", phones=("+47 400 00 001",), emails=("j@kafe.no",)).prospect
    file = given(store, [people[0], twin], tmp_path / "given.csv")

    def edit(rows: list[dict[str, str]]) -> None:
        rows[0]["id"], rows[1]["id"] = rows[1]["id"], rows[0]["id"]

    review = look(store, edited(file, edit))
    assert [each.unsure for each in review.people] == [True, True]
    assert review.chosen("theirs") == []
