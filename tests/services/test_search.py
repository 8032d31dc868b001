"""Searching: pages without repeats, views, and ids in the order of the hits."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from salesdesk.domain.prospects import Prospect
from salesdesk.domain.query import QueryError
from salesdesk.services import changes, search
from salesdesk.services.lookup import by_id
from salesdesk.store.database import Store
from tests.factories import bring_in, capture


def pages(store: Store, query: str, size: int) -> list[str]:
    """The names of all hits, fetched page by page."""
    with store.read() as reading:
        asked = search.ask(reading, query, subject="prospects", clock=store.clock)
        out: list[str] = []
        while more := search.page(reading, asked, limit=size, offset=len(out)):
            assert len(more) <= size
            out += [hit.name for hit in more]
        assert search.total(reading, asked) == len(out)
        assert len(list(search.ids(reading, asked))) == len(out)
        return out


def test_pages_put_together_are_all_hits_each_once(store: Store) -> None:
    for number in range(23):
        capture(store, f"Kari {number:02}", company="Kari & Co", emails=(f"kari{number}@kari.no",))
    assert pages(store, "kari", 5) == [f"Kari {number:02}" for number in range(23)]
    assert pages(store, "", 7) == pages(store, "", 50)


def test_a_hit_tells_company_interest_stage_and_next_step(store: Store) -> None:
    capture(store, company="Fjord Interiør", time_frame="now")
    with store.read() as reading:
        (hit,) = search.page(reading, search.ask(reading, "solheim", subject="prospects", clock=store.clock))
    assert (hit.name, hit.company, hit.interest, hit.stage) == (
        "Ingrid Solheim",
        "Fjord Interiør",
        "hot",
        "suspect",
    )
    assert hit.next_step == "2026-11-23"


def test_a_company_without_a_person_is_listed_by_its_name(store: Store) -> None:
    capture(store, "", company="Łódź Meble")
    assert pages(store, "lodz", 5) == ["Łódź Meble"]
    assert pages(store, "is:company", 5) == ["Łódź Meble"]


def test_a_view_that_makes_no_sense_is_not_saved(store: Store) -> None:
    with pytest.raises(QueryError, match="no field"):
        search.save(store, "mine", "compny:x", subject="prospects")
    with pytest.raises(QueryError, match="no view"):
        pages(store, "view:mine", 5)


def test_a_view_saved_again_is_replaced(store: Store) -> None:
    capture(store, "Kari")
    first = search.save(store, "mine", "ola", subject="prospects")
    second = search.save(store, "mine", "kari", subject="prospects")
    assert first.id == second.id
    assert pages(store, "view:mine", 5) == ["Kari"]


def test_views_within_views_end_somewhere(store: Store) -> None:
    capture(store, "Kari")
    search.save(store, "v0", "kari", subject="prospects")
    for number in range(1, 5):
        search.save(store, f"v{number}", f"view:v{number - 1}", subject="prospects")
    assert pages(store, "view:v4", 5) == ["Kari"]
    with pytest.raises(QueryError, match="circles"):
        search.save(store, "v0", "view:v3", subject="prospects")


def test_whom_an_import_brought_or_added_to_is_found_by_it_and_no_one_else(
    store: Store, tmp_path: Path
) -> None:
    capture(store, "Åsa Nyström", emails=("asa@hemma.example",))
    capture(store, "Kari Østby")
    file = tmp_path / "kontakter.csv"
    rows = ("Åsa Nyström;+46 70 123 45 67;asa@hemma.example", "Łukasz Żak;;lukasz@zak.example")
    file.write_text("Navn;Telefon;E-post\n" + "\n".join(rows), "utf-8")
    bring_in(store, file)
    capture(store, "Đặng Văn Lâm")
    with store.read() as reading:
        batches = {
            one.name: by_id(reading, str(one.id)).history[-1].batch for one in reading.find(select(Prospect))
        }

    brought, alone = batches["Łukasz Żak"], batches["Đặng Văn Lâm"]

    assert sorted(pages(store, f"batch:{brought}", 5)) == ["Åsa Nyström", "Łukasz Żak"]
    assert pages(store, f"batch:{brought} łukasz", 5) == ["Łukasz Żak"]
    assert len(pages(store, f"batch:{brought}|{alone}", 5)) == 3
    assert pages(store, "batch:none", 5) == []
    changes.undo(store, brought)
    assert pages(store, f"batch:{brought}", 5) == ["Åsa Nyström"]
