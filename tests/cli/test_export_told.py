"""What is said of an export: who went without consent, what it replaced, and where there was nothing to write."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.cli.desk import Desk
from tests.cli.test_export import people

__all__ = ["people"]  # a fixture


@pytest.mark.parametrize("name", ["out.vcf", "out.csv"])
def test_those_who_went_to_someone_without_their_consent_are_counted_and_the_way_out_is_named(
    people: Desk, name: str
) -> None:
    target = people.folder / name
    told = people.call("--json", "export", target, "--to", "Kari Moen")
    assert (told.code, told.document["written"], told.document["not_consented"]) == (0, 3, 2)
    assert "2 of them have not consented to being handed over; --consented leaves them out." in told.err

    agreed = people.call("--json", "export", target, "--to", "Kari Moen", "--consented")
    assert (agreed.document["not_consented"], agreed.err) == (0, "")
    for_oneself = people.call("--json", "export", target)
    assert (for_oneself.document["not_consented"], for_oneself.err) == (None, "")


def test_those_who_are_handed_out_without_their_consent_are_counted(people: Desk) -> None:
    people.ask("teammate", "Kari Moen")
    tried = people.call("--json", "handout", people.folder / "team", "--dry-run")
    assert (tried.document["not_consented"], tried.err) == (None, "")
    told = people.call("--json", "handout", people.folder / "team")
    assert told.document["not_consented"] == 2
    assert "2 of them have not consented" in told.err


def test_a_file_that_is_replaced_is_said_to_be_and_stays_whole_where_the_disk_refuses(
    people: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = people.folder / "out.csv"
    assert people.ask("export", target)["replaced"] is False
    again = people.call("export", target)
    assert "It took the place of the file of that name." in again.out
    before = target.read_bytes()

    def full(_self: Path, _target: object) -> None:
        raise OSError(errno.ENOSPC, "planted")

    monkeypatch.setattr(Path, "replace", full)
    for name in ("out.csv", "all.zip"):
        (people.folder / name).write_bytes(before)
        assert people.call("export", people.folder / name).code == 3
        assert (people.folder / name).read_bytes() == before
    assert not list(people.folder.glob("*.part"))


@pytest.mark.parametrize("name", ["out.vcf", "out.ics"])
def test_where_nothing_matches_no_file_is_written_that_would_be_broken(people: Desk, name: str) -> None:
    target = people.folder / name
    told = people.ask("export", target, "--where", "nobody at all", "--to", "Kari Moen")
    assert (told["written"], told["file"], told["hand_over"]) == (0, None, None)
    assert not target.exists()
    target.write_bytes(b"older")
    plain = people.call("export", target, "--where", "nobody at all")
    assert f"Nothing matches: {target} was not written." in plain.out
    assert "The file of that name stays as it was." in plain.out
    assert target.read_bytes() == b"older"


def test_a_table_of_nothing_is_its_header_and_is_said_to_hold_nothing(people: Desk) -> None:
    target = people.folder / "out.csv"
    plain = people.call("export", target, "--where", "nobody at all")
    assert (plain.code, "Nothing matches" in plain.out) == (0, True)
    assert target.read_text("utf-8-sig").startswith("id,")


def test_where_all_are_left_out_for_want_of_consent_that_is_said(desk: Desk) -> None:
    desk.people("Łukasz Żak,,,")
    told = desk.call("export", desk.folder / "out.vcf", "--consented").out
    assert "nobody is left to be in it" in told
    assert "1 left out" in told


def test_a_name_without_an_ending_is_told_so(people: Desk) -> None:
    answer = people.call("export", people.folder / "noext")
    assert answer.code == 3
    assert "The name of the file says nothing of its kind." in answer.err
    assert ".vcf, .csv" in answer.err


def test_a_package_counts_the_people_whom_it_holds(people: Desk) -> None:
    told = people.call("export", people.folder / "all.zip").out
    assert told.startswith("3 prospects and all that belongs to them: ")


def test_one_who_is_handed_over_is_one_prospect_in_the_past(people: Desk) -> None:
    people.ask("export", people.folder / "out.csv", "--where", "łukasz", "--to", "Kari Moen")
    assert people.ask("undo")["label"] == "Handed 1 prospect to Kari Moen"
