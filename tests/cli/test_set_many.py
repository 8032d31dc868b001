"""`set` of many records: by their ids or by a search, told before with --dry-run, taken back as one."""

from __future__ import annotations

import pytest

from tests.cli.desk import Desk

NAMES = ("Åsa Nyström", "Łukasz Żak", "Nguyễn Thị Hạnh")


@pytest.fixture
def known(desk: Desk) -> list[str]:
    """Three people of Fjord Interiør, of whom the first is a customer."""
    desk.people(*(f"{name},Fjord Interiør" for name in NAMES), header="name,company")
    ids = [desk.id_of(name.split()[0]) for name in NAMES]
    desk.ask("set", ids[0], "stage=customer")
    return ids


def stages(desk: Desk, ids: list[str]) -> list[str]:
    return [desk.ask("show", one)["stage"] for one in ids]


def test_a_dry_run_tells_in_how_many_and_changes_nothing(desk: Desk, known: list[str]) -> None:
    before = stages(desk, known)

    answer = desk.ask("set", "--where", "fjord", "stage=customer", "--dry-run")
    told = desk.call("set", "--where", "fjord", "stage=customer", "--dry-run").out

    assert (answer["changed"], answer["already"], answer["batch"], answer["dry_run"]) == (2, 1, None, True)
    assert told.splitlines() == ["Would change 2.", "1 is so already."]
    assert stages(desk, known) == before


def test_all_that_a_search_finds_are_set_and_one_undo_takes_it_back(desk: Desk, known: list[str]) -> None:
    before = stages(desk, known)

    answer = desk.ask("set", "--where", "fjord", "stage=customer", "tag=dębowy")
    after = stages(desk, known)
    desk.ask("undo")

    assert answer["changed"] == 3
    assert after == ["customer"] * 3
    assert stages(desk, known) == before


def test_several_ids_are_set_in_one_go(desk: Desk, known: list[str]) -> None:
    answer = desk.ask("set", *known, "source=referral")

    assert answer["changed"] == 3
    assert {desk.ask("show", one)["source"]["kind"] for one in known} == {"referral"}


def test_a_value_that_cannot_be_is_refused_as_with_one(desk: Desk, known: list[str]) -> None:
    answer = desk.call("set", *known, "stage=bogus")

    assert answer.code == 3
    assert "“bogus” is not a word for stage." in answer.err
    assert stages(desk, known)[0] == "customer"


def test_records_of_two_kinds_are_not_mixed(desk: Desk, known: list[str]) -> None:
    company = desk.ask("find", "fjord", "--of", "companies")["hits"][0]["id"]

    answer = desk.call("set", known[0], company, "note=x")

    assert answer.code == 3
    assert "records of several kinds" in answer.err


@pytest.mark.parametrize(
    "words", [("stage=customer",), ("ID", "--where", "fjord", "stage=x"), ("--where", "fjord")]
)
def test_who_and_what_must_be_said(desk: Desk, known: list[str], words: tuple[str, ...]) -> None:
    assert desk.call("set", *(known[0] if one == "ID" else one for one in words)).code == 2


@pytest.mark.parametrize("option", [(), ("--dry-run",)])
def test_several_are_parked_only_with_the_day_on_which_to_try_again(
    desk: Desk, known: list[str], option: tuple[str, ...]
) -> None:
    before = stages(desk, known)
    desk.ask("set", known[0], "stage=parked", "revisit_on=2027-01-15")

    refused = desk.call("set", *known, "stage=parked", *option)
    between = stages(desk, known)
    answer = desk.ask("set", *known, "stage=parked", "revisit_on=2027-03-01", *option)

    assert refused.code == 3
    assert "2 of them would be parked without a day on which to try again." in refused.err
    assert "Add the day, for example: revisit_on=2027-02-22" in refused.err
    assert between == ["parked", *before[1:]]
    assert answer["changed"] == 3
    if not option:
        assert {desk.ask("show", one)["revisit_on"] for one in known} == {"2027-03-01"}


def test_those_who_are_parked_already_need_no_other_day(desk: Desk, known: list[str]) -> None:
    desk.ask("set", *known, "stage=parked", "revisit_on=2027-03-01")

    answer = desk.ask("set", "--where", "fjord", "stage=parked")

    assert (answer["changed"], answer["already"]) == (0, 3)
