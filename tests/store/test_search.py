"""Search: by the beginning of a name, any digits, any word; in a fixed order, and no one twice."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.query import QueryError
from salesdesk.services import activities, prospects
from salesdesk.services.search import PAGE, ask, page
from salesdesk.store.database import Store
from salesdesk.store.search import all_rows, count, rows
from tests.factories import bring_in, capture, open_store

PEOPLE = (
    ("Anders Berg", "Sol AS", "912 34 567"),
    ("Solveig Aas", "Berg & Co", "913 00 111"),
    ("Nguyễn Thị Hạnh", "Saigon Deli", "+84 912 345 678"),
    ("Marek Łukasik", "Drewno Plus", "+48 601 222 333"),
    ("Øyvind Đặng", "Bjørnstad Hotell", "914 55 666"),
    ("Berit Solheim", "Fjord Interiør", "915 77 888"),
    ("Solbjørg Solbakken", "Østby Blomster", "916 99 000"),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory):
    with open_store(tmp_path_factory.mktemp("search") / "store.db") as opened:
        for name, company, phone in PEOPLE:
            capture(opened, name, company=company, phones=(phone,), emails=(f"{phone[-3:]}@strasse.example",))
        yield opened


def _names(store: Store, text: str) -> list[str]:
    with store.read() as reading:
        asked = ask(reading, text, subject="prospects", clock=store.clock)
        found = page(reading, asked, limit=None)
        assert count(reading.connection, asked) == len(found)
    return [hit.name for hit in found]


def test_names_that_begin_so_come_first_by_name_then_later_words_then_all_others(store: Store) -> None:
    assert _names(store, "sol") == ["Solbjørg Solbakken", "Solveig Aas", "Berit Solheim", "Anders Berg"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hanh", "Nguyễn Thị Hạnh"),
        ("HẠNH", "Nguyễn Thị Hạnh"),
        ("lukasik", "Marek Łukasik"),
        ("oyvind", "Øyvind Đặng"),
        ("dang", "Øyvind Đặng"),
        ("solheim ber", "Berit Solheim"),
        ("ber solh", "Berit Solheim"),
        ("fjord", "Berit Solheim"),
        ("interior", "Berit Solheim"),
        ("34 567", "Anders Berg"),
        ("4791234", "Anders Berg"),
        ("912345678", "Nguyễn Thị Hạnh"),
        ("+48 601", "Marek Łukasik"),
        ("567@stra", "Anders Berg"),
    ],
)
def test_however_it_is_typed_it_is_found(store: Store, typed: str, found: str) -> None:
    assert found in _names(store, typed)


def test_an_empty_search_finds_everyone_in_the_order_they_came(store: Store) -> None:
    assert _names(store, "") == [name for name, *_ in PEOPLE]


@given(st.text(max_size=12))
def test_whatever_is_typed_nobody_is_found_twice(store: Store, text: str) -> None:
    with store.read() as reading:
        try:
            asked = ask(reading, text, subject="prospects", clock=store.clock)
        except QueryError:
            return
        found = list(rows(reading.connection, asked))
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "text", ["sol", "s", "91", "912345678", "berit fjord", "solheim interest:hot", "-sol", "zzyx"]
)
def test_all_hits_at_once_come_in_the_order_in_which_they_are_drawn(store: Store, text: str) -> None:
    with store.read() as reading:
        asked = ask(reading, text, subject="prospects", clock=store.clock)
        drawn = list(rows(reading.connection, asked)) if asked.words else None
        found = list(all_rows(reading.connection, asked)) if asked.words else None
    assert found == drawn


def test_pages_of_fifty_join_without_a_gap_or_a_repeat(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_text(
        "\n".join(("Name;Company", *(f"Anna {n:03d};Anna & {n % 7} AS" for n in range(130)))), "utf-8"
    )
    with open_store(tmp_path / "store.db") as store:
        bring_in(store, file)
        with store.read() as reading:
            asked = ask(reading, "ann", subject="prospects", clock=store.clock)
            pages = [page(reading, asked, offset=start) for start in (0, 50, 100, 150)]
    assert [len(one) for one in pages] == [50, 50, 30, 0]
    assert len({hit.id for one in pages for hit in one}) == 130


def test_words_of_notes_tags_and_touches_are_found_at_once(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        made = capture(store, note="Wants two stores stocked", tags=("eik",), title="Innkjøper")
        activities.note(store, made.prospect, text="Asked for thirty days")
        for word in ("stocked", "eik", "innkjoper", "thirty"):
            assert _names(store, word) == ["Ingrid Solheim"], word


def test_what_is_deleted_is_found_only_when_asked_for(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        made = capture(store)
        with store.read() as reading:
            from salesdesk.domain.prospects import Prospect

            one = reading.need(Prospect, made.prospect)
        prospects.delete(store, one, "Ingrid Solheim")
        assert _names(store, "ingrid") == []
        assert _names(store, "is:deleted") == ["Ingrid Solheim"]
        assert _names(store, "is:deleted ingrid") == ["Ingrid Solheim"]


def test_a_keystroke_asks_few_statements_and_none_reads_a_whole_table(store: Store) -> None:
    asked_for: list[str] = []
    with store.read() as reading:
        raw = reading.connection.connection.driver_connection
        assert raw is not None
        raw.set_trace_callback(asked_for.append)
        asked = ask(reading, "sol", subject="prospects", clock=store.clock)
        list(islice(rows(reading.connection, asked), PAGE))
        raw.set_trace_callback(None)
        asked_for = [statement for statement in asked_for if not statement.startswith("--")]
        assert len(asked_for) <= 4
        for statement in asked_for:
            if statement.startswith("SELECT"):
                plan = reading.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all()
                told = " | ".join(str(row[-1]) for row in plan)
                assert "SCAN n" not in told, told
                assert "TEMP B-TREE" not in told, told


def test_companies_fairs_complaints_and_follow_ups_are_found_too(store: Store) -> None:
    with store.read() as reading:
        for subject, text in (("companies", "bjornstad"), ("followups", "call prospect:berit")):
            asked = ask(reading, text, subject=subject, clock=store.clock)
            assert len(page(reading, asked)) == 1, subject


def test_a_company_without_a_person_is_found_by_its_name(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        prospects.capture(store, ProspectDraft(company="Gruszka Meble"), region="PL")
        assert _names(store, "grusz is:company") == ["Gruszka Meble"]
