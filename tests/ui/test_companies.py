"""Companies and tags: looked at, renamed, made one of two, deleted where nobody is left without."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from salesdesk.domain.companies import Company
from salesdesk.domain.drafts import AddressDraft
from salesdesk.domain.tags import Tag
from salesdesk.errors import UserError
from salesdesk.services import changes, companies, tags
from salesdesk.services.cards import card
from salesdesk.store.database import Store
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.companies import Companies
from salesdesk.ui.prospects.tags import AllTags
from tests.factories import capture
from tests.ui.driving import settled, typed


@pytest.fixture
def people(desk: Desk) -> list[UUID]:
    """Three people in two companies."""
    home = (AddressDraft(street="Torget 4", city="Bergen"),)
    return [
        capture(
            desk.store, "Ingrid Solheim", company="Fjord Interiør", addresses=home, tags=("oak",)
        ).prospect,
        capture(desk.store, "Åse Ødegård", company="Fjord Interiør", tags=("oak", "eik")).prospect,
        capture(desk.store, "Łukasz Żak", company="Stół", tags=("eik",)).prospect,
    ]


@pytest.fixture
def page(desk: Desk, people: list[UUID], qtbot: Any) -> Companies:
    """The companies, looked at."""
    made = Companies(desk)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    settled()
    return made


def named(store: Store, name: str) -> UUID:
    with store.read() as reading:
        found = companies.called(reading, name)
    assert found is not None
    return found


def employer(store: Store, who: UUID) -> str:
    with store.read() as reading:
        found = card(reading, who)
    assert found is not None
    return found.company.name if found.company else ""


def shown(page: Companies) -> list[str]:
    model = page.table.records
    return [model.data(model.index(place, 0)) for place in range(model.rowCount())]


def test_companies_are_listed_with_how_many_work_there(page: Companies, qtmodeltester: Any) -> None:
    assert shown(page) == ["Fjord Interiør", "Stół"]
    assert page.table.records.data(page.table.records.index(0, 3)) == "2"
    qtmodeltester.check(page.table.records)


def test_a_click_on_the_head_sorts_by_who_works_there_and_a_second_turns_it_round(page: Companies) -> None:
    page.table.horizontalHeader().sectionClicked.emit(3)
    settled()
    assert shown(page) == ["Stół", "Fjord Interiør"]
    page.table.horizontalHeader().sectionClicked.emit(3)
    settled()
    assert shown(page) == ["Fjord Interiør", "Stół"]


def test_the_search_line_narrows_the_list(page: Companies) -> None:
    typed(page.field, "stol")
    page.load()
    settled()
    assert shown(page) == ["Stół"]
    typed(page.field, "xyz")
    page.load()
    settled()
    assert shown(page) == []


def test_a_company_is_renamed_where_its_name_is_read(
    page: Companies, desk: Desk, people: list[UUID], qtbot: Any
) -> None:
    name = page.detail.first()
    name.setFocus()
    name.selectAll()
    typed(name, "Fjord & Fjell")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert employer(desk.store, people[0]) == "Fjord & Fjell"
    changes.undo(desk.store)
    assert employer(desk.store, people[0]) == "Fjord Interiør"


def test_a_company_cannot_be_without_a_name(
    page: Companies, desk: Desk, people: list[UUID], qtbot: Any
) -> None:
    name = page.detail.first()
    name.setFocus()
    name.clear()
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert name.accessibleDescription()
    assert employer(desk.store, people[0]) == "Fjord Interiør"


def test_a_phone_of_a_company_is_kept_with_it(page: Companies, desk: Desk, qtbot: Any) -> None:
    (line,) = [one for one in page.detail.findChildren(QLineEdit) if one.accessibleName() == "Add a phone"]
    line.setFocus()
    typed(line, "55 12 34 56")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    with desk.store.read() as reading:
        whole = companies.whole(reading, named(desk.store, "Fjord Interiør"))
    assert whole is not None
    assert [phone.e164 for phone in whole.phones] == ["+4755123456"]


def test_who_works_there_is_one_key_away(page: Companies, desk: Desk, people: list[UUID], qtbot: Any) -> None:
    page.detail.people.choose(people[1])
    with qtbot.waitSignal(desk.asked_to_go) as went:
        qtbot.keyClick(page.detail.people, Qt.Key.Key_Return)
    assert went.args == ["prospects", people[1]]


def test_merging_moves_who_works_there_and_undo_moves_them_back(
    page: Companies, desk: Desk, people: list[UUID], qtbot: Any
) -> None:
    page.detail.ask_merge()
    typed(page.detail.merge_line, "stół")
    qtbot.keyClick(page.detail.merge_line, Qt.Key.Key_Return)
    settled()
    assert employer(desk.store, people[2]) == "Fjord Interiør"
    page.load()
    settled()
    assert shown(page) == ["Fjord Interiør"]
    changes.undo(desk.store)
    assert employer(desk.store, people[2]) == "Stół"


def test_a_company_with_people_is_not_deleted_and_one_without_is(desk: Desk, people: list[UUID]) -> None:
    store = desk.store
    with pytest.raises(UserError, match="2 prospects work at Fjord Interiør"):
        companies.delete(store, named(store, "Fjord Interiør"))
    with store.change("Changed {name}", name="x") as unit:
        empty = unit.add(Company(name="Tomt AS")).id
    companies.delete(store, empty)
    with store.read() as reading:
        assert companies.whole(reading, empty) is None


def test_a_company_cannot_be_merged_with_itself(desk: Desk, people: list[UUID]) -> None:
    one = named(desk.store, "Stół")
    with pytest.raises(UserError):
        companies.merge(desk.store, one, one)


def worn(store: Store) -> dict[str, int]:
    with store.read() as reading:
        return {tag.name: tag.prospects for tag in tags.worn(reading)}


def tag_id(store: Store, name: str) -> UUID:
    with store.read() as reading:
        return next(tag.id for tag in tags.worn(reading) if tag.name == name)


def test_a_tag_is_renamed_for_all_who_wear_it(desk: Desk, people: list[UUID], qtbot: Any) -> None:
    made = AllTags(desk)
    qtbot.addWidget(made)
    made.show()
    made.load()
    (line,) = [one for one in made.findChildren(QLineEdit) if one.text() == "oak"]
    line.setFocus()
    line.selectAll()
    typed(line, "Oak & ash")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert worn(desk.store) == {"eik": 2, "Oak & ash": 2}


def test_two_tags_become_one_and_nobody_wears_it_twice(desk: Desk, people: list[UUID]) -> None:
    store = desk.store
    tags.merge(store, tag_id(store, "oak"), tag_id(store, "eik"))
    assert worn(store) == {"oak": 3}
    changes.undo(store)
    assert worn(store) == {"eik": 2, "oak": 2}


def test_a_tag_is_not_given_the_name_of_another(desk: Desk, people: list[UUID]) -> None:
    with pytest.raises(UserError, match="already"):
        tags.rename(desk.store, tag_id(desk.store, "oak"), "EIK")


def test_a_deleted_tag_is_off_everybody_until_undo(desk: Desk, people: list[UUID]) -> None:
    tags.delete(desk.store, tag_id(desk.store, "eik"))
    assert worn(desk.store) == {"oak": 2}
    changes.undo(desk.store)
    assert worn(desk.store) == {"eik": 2, "oak": 2}
    with desk.store.read() as reading:
        assert reading.get(Tag, tag_id(desk.store, "eik")) is not None
