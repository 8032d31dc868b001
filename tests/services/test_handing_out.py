"""The team gets a file each, and it is kept who got whom."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import vobject

from salesdesk.domain.drafts import AddressDraft, FollowUpDraft
from salesdesk.domain.followups import FollowUp
from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.services import (
    changes,
    checks,
    followups,
    hand_overs,
    handing_out,
    handing_over,
    prospects,
    teammates,
)
from salesdesk.services.teammates import TeammateDraft
from salesdesk.store.database import Store
from tests.factories import capture, open_store, records


def _people(store: Store) -> list:
    ingrid = capture(
        store,
        "Ingrid Solheim",
        addresses=(AddressDraft(city="Bergen", postal_code="5013", country="NO"),),
        consent="hand-over",
    )
    lukasz = capture(store, "Łukasz Żak", language="Polish", asked_about=("Oak trays",))
    my = capture(store, "Đặng Thị Mỹ", language="vi")
    return [one.prospect for one in (ingrid, lukasz, my)]


def test_each_of_the_team_gets_a_file_with_whom_they_take_and_the_ledger_knows(
    store: Store, tmp_path: Path
) -> None:
    ingrid, lukasz, my = _people(store)
    teammates.make(store, TeammateDraft(name="Kari Moen", areas="50*, Norge"))
    teammates.make(store, TeammateDraft(name="Jan Wójcik", languages="pl", products="oak trays; Bowls"))
    shares = handing_out.proposed(store, [ingrid, lukasz, my])
    told = [(one.teammate.name if one.teammate else None, one.prospects) for one in shares]
    assert told == [("Kari Moen", [ingrid]), ("Jan Wójcik", [lukasz]), (None, [my])]
    assert shares[1].why[lukasz] == ("product", "language")

    files = handing_out.write(store, tmp_path, shares, group="Hjem & Hage", ending=".vcf")
    names = [one.file.name for one in files]
    assert names == ["hjem-hage-kari-moen-2026-11-22.vcf", "hjem-hage-jan-wojcik-2026-11-22.vcf"]
    card = vobject.readOne(files[1].file.read_text("utf-8"))  # type: ignore[no-untyped-call]
    assert card.fn.value == "Łukasz Żak"
    with store.read() as reading:
        jans, karis = hand_overs.told(reading)
        assert (karis.to, karis.count, karis.agreed, jans.agreed) == ("Kari Moen", 1, 1, 0)
        assert jans.checksum == hashlib.sha256(files[1].file.read_bytes()).hexdigest()
        assert hand_overs.prospects_of(reading, jans.id) == [lukasz]
        assert sorted(teammates.so_far(reading).values()) == [1, 1]
    again = handing_out.write(store, tmp_path, shares, group="Hjem & Hage", ending=".vcf")
    assert again[0].file.name == "hjem-hage-kari-moen-2026-11-22-2.vcf"


def test_the_address_of_the_company_counts_where_a_person_has_none(store: Store, tmp_path: Path) -> None:
    files = tmp_path / "in.csv"
    files.write_text("name,city\nFjord Interiør,Bergen\n", "utf-8")
    from salesdesk.cli.main import run

    who = capture(store, "Ingrid Solheim", company="Fjord Interiør").prospect
    assert run(["--store", str(store.path), "--quiet", "import", str(files), "--as", "companies"]) == 0
    teammates.make(store, TeammateDraft(name="Kari", areas="bergen"))
    (share,) = handing_out.proposed(store, [who])
    assert share.prospects == [who]
    assert share.why == {who: ("area",)}


def test_a_team_is_needed_and_two_are_not_called_alike(store: Store) -> None:
    with pytest.raises(UserError, match="nobody in your team"):
        handing_out.proposed(store, [])
    kari = teammates.make(store, TeammateDraft(name="Kari Moen"))
    with pytest.raises(UserError, match="already"):
        teammates.make(store, TeammateDraft(name="kari  moen"))
    with pytest.raises(UserError, match="needs a name"):
        teammates.edit(store, kari, {"name": ("Kari Moen", " ")})


def test_the_team_and_what_it_got_are_taken_back_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_store(path) as store:
        people = _people(store)
        before = records(store)
        kari = teammates.make(store, TeammateDraft(name="Kari", in_turn=True))
        teammates.edit(store, kari, {"areas": ("", "50*")})
        teammates.edit(store, kari, {"areas": ("50*", "")})
        handing_out.write(store, tmp_path, handing_out.proposed(store, people), group="", ending=".csv")
        teammates.remove(store, kari)
        after = records(store)
    with open_store(path) as store:
        for _ in range(5):
            assert changes.undo(store).skipped == []
        assert records(store) == before
        for _ in range(5):
            changes.redo(store)
        assert records(store) == after
        assert checks.look_over(store) == []


def test_a_calendar_for_someone_is_kept_with_those_whose_follow_ups_went(
    store: Store, tmp_path: Path
) -> None:
    ingrid, lukasz, my = (capture(store, name) for name in ("Ingrid", "Łukasz Żak", "Đặng Thị Mỹ"))
    followups.plan(store, FollowUpDraft(what="Ring", day=store.clock.now().date()), my.prospect)
    with store.read() as reading:
        prospects.delete(store, reading.need(FollowUp, lukasz.follow_up), "Ring")
    wanted = [one.prospect for one in (ingrid, lukasz, my)]
    handing_over.hand_over(store, tmp_path / "for-kari.ics", wanted, to="Kari")
    with store.read() as reading:
        (kept,) = hand_overs.told(reading)
        assert (kept.to, kept.format, kept.count) == ("Kari", "ics", 2)
        assert set(hand_overs.prospects_of(reading, kept.id)) == {ingrid.prospect, my.prospect}


def test_where_the_disk_refuses_one_file_nobody_gets_theirs(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = _people(store)
    for name in ("Kari", "Jan"):
        teammates.make(store, TeammateDraft(name=name))
    shares = handing_out.proposed(store, people)
    out = tmp_path / "out"
    out.mkdir()
    (out / "jan-2026-11-22.vcf.part").mkdir()  # in the way of the second file
    with pytest.raises(EnvironmentTrouble):
        handing_out.write(store, out, shares, group="", ending=".vcf")
    assert [one.name for one in out.iterdir()] == ["jan-2026-11-22.vcf.part"]
    with store.read() as reading:
        assert hand_overs.told(reading) == []
