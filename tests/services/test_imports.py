"""Imports as a whole: what comes in is what the files said, once, and nothing that was there is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesdesk.domain.drafts import Detail, ProspectDraft
from salesdesk.domain.instants import from_micros
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.exchange import csv, mapping, vcard
from salesdesk.services import changes, rejects
from salesdesk.services.cards import cards
from salesdesk.services.exports import draft_of, export
from salesdesk.services.imports import Choice
from salesdesk.services.search import ask, ids
from salesdesk.store.database import Store
from tests.factories import bring_in, capture, open_store, records


def table(folder: Path, *rows: str, header: str = "name,company,phone,email", name: str = "a.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def everybody(store: Store) -> list[ProspectDraft]:
    """All prospects as a file would tell them, without ids, by name."""
    from dataclasses import replace

    with store.read() as reading:
        found = list(ids(reading, ask(reading, "", subject="prospects", clock=store.clock)))
        drafts = [draft_of(one, store.path, photos=True) for one in cards(reading, found)]
    return sorted((replace(draft, id="", uid="") for draft in drafts), key=repr)


def test_two_rows_of_one_person_become_one_with_what_both_say(store: Store, tmp_path: Path) -> None:
    rows = ("Kari Nordmann,Fjord,+4722334455,", "Kari Nordmann,Fjord,+4722334455,kari@fjord.no")
    (staged,) = bring_in(store, table(tmp_path, *rows))
    assert (staged.created, staged.duplicates) == (1, 1)
    (kari,) = everybody(store)
    assert kari.emails == (Detail("kari@fjord.no"),)


def test_namesakes_at_different_companies_stay_two(store: Store, tmp_path: Path) -> None:
    rows = ("Jan Kowalski,Stół,+48600100200,jan@stol.pl", "Jan Kowalski,Krzesło,+48600999888,jan@krzeslo.pl")
    (staged,) = bring_in(store, table(tmp_path, *rows))
    assert staged.created == 2


def test_one_number_for_a_whole_office_makes_nobody_of_anybody(store: Store, tmp_path: Path) -> None:
    rows = [f"{name},Fjord,+4722334455," for name in ("Kari Moe", "Ola Berg", "Åsa Lund", "Per Dahl")]
    (staged,) = bring_in(store, table(tmp_path, *rows))
    assert staged.created == 4


def test_what_the_seller_wrote_is_never_written_over(store: Store, tmp_path: Path) -> None:
    capture(
        store, "Kari Nordmann", phones=("+47 22 33 44 55",), title="Owner", note="Likes oak", stage="customer"
    )
    row = 'Kari Nordmann,+4722334455,Assistant,"Likes pine",suspect'
    (staged,) = bring_in(store, table(tmp_path, row, header="name,phone,title,note,stage"))
    (kari,) = everybody(store)
    assert (kari.title, kari.stage) == ("Owner", "customer")
    assert kari.note == "Likes oak\n\nLikes pine"
    assert "Kari Nordmann: title" in staged.kept_yours


def test_what_stayed_the_sellers_own_is_told_in_words_and_not_by_columns(
    store: Store, tmp_path: Path
) -> None:
    capture(store, "Łukasz Żak", phones=("+47 22 33 44 55",), customer_since=date(2019, 5, 1))
    row = "Łukasz Żak,+4722334455,2020-01-01"
    (staged,) = bring_in(store, table(tmp_path, row, header="name,phone,customer since"))
    assert staged.kept_yours == ["Łukasz Żak: customer since"]


def test_an_import_beside_what_was_there_is_taken_back_alone(store: Store, tmp_path: Path) -> None:
    capture(store, "Kari Nordmann", phones=("+47 22 33 44 55",))
    before = records(store)
    bring_in(store, table(tmp_path, "Kari Nordmann,Fjord,+4722334455,kari@fjord.no", "Ola,,,"))
    after = records(store)
    assert changes.undo(store).skipped == []
    assert records(store) == before
    changes.redo(store)
    assert records(store) == after


def test_what_was_put_aside_can_be_brought_in_from_the_file_it_is_kept_in(
    store: Store, tmp_path: Path
) -> None:
    capture(store, "Ingrid Solheim", company="Fjord Interiør", phones=("+47 912 34 567",))
    (staged,) = bring_in(store, table(tmp_path, "Ingrid Solhem,Fjord Interiør,,i@solhem.no"))
    assert [doubt.row.draft.name for doubt in staged.aside] == ["Ingrid Solhem"]
    kept = rejects.keep(staged, tmp_path / "fallback")["doubtful"]
    bring_in(store, kept, doubtful=Choice.TWO)
    assert {one.name for one in everybody(store)} == {"Ingrid Solheim", "Ingrid Solhem"}


def test_an_import_that_is_stopped_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    from salesdesk.services.drafting import Scene
    from salesdesk.services.imports import Importer
    from salesdesk.services.reading import content, read

    file = table(tmp_path, *(f"Person {n},Company {n},," for n in range(600)))
    importer = Importer(store, Scene(store.clock.now(), "NO", store.path), lambda _d, _c: Choice.ASIDE)
    staged = [importer.stage(read(file, content(file)))]

    def stop(done: int) -> None:
        if done > 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        importer.write(staged, stop)
    assert not any(records(store).values())
    with pytest.raises(UserError, match="nothing to undo"):
        changes.undo(store)


FOLLOW_UPS = "name,company,follow_up,follow_up_kind,follow_up_day,follow_up_time"


def planned(store: Store) -> list[tuple[str, str, str | None, str | None, str]]:
    """All follow-ups as they are kept."""
    kept = records(store)["followups"].values()
    return [(f["what"], f["kind"], f["day"], f["time"], f["zone"]) for f in kept]


def test_a_follow_up_in_a_table_is_planned_for_who_it_is_about(store: Store, tmp_path: Path) -> None:
    row = "Łukasz Ås,Stół,Send oak samples,vareprøve,2026-12-01,14:30"
    bring_in(store, table(tmp_path, row, header=FOLLOW_UPS), zone="Europe/Oslo")
    assert planned(store) == [("Send oak samples", "sample", "2026-12-01", "14:30", "Europe/Oslo")]
    (who,) = records(store)["prospects"]
    assert [one["prospect"].hex().upper() for one in records(store)["followups"].values()] == [who]


def test_a_follow_up_that_says_only_its_kind_and_day_is_given_words(store: Store, tmp_path: Path) -> None:
    bring_in(store, table(tmp_path, "Đặng Minh,,,visit,2026-12-01,", header=FOLLOW_UPS))
    assert [one[:3] for one in planned(store)] == [("Visit Đặng Minh", "visit", "2026-12-01")]


@pytest.mark.parametrize(
    ("cells", "note"),
    [
        ("Ring om stoler,,,", "Follow-up: Ring om stoler"),
        ("Send trays,email,31.02.2026,09:30", "Follow-up: 31.02.2026\nFollow-up: Send trays, Email, 09:30"),
        (",visit,someday,", "Follow-up: someday\nFollow-up: Visit"),
        ("Send trays,tea party,,", "Follow-up: Send trays, tea party"),
    ],
)
def test_a_follow_up_without_a_day_is_kept_in_the_note(
    store: Store, tmp_path: Path, cells: str, note: str
) -> None:
    bring_in(store, table(tmp_path, f"Kari Moe,,{cells}", header=FOLLOW_UPS))
    assert planned(store) == []
    assert everybody(store)[0].note == note


def test_a_time_that_does_not_exist_costs_only_the_time(store: Store, tmp_path: Path) -> None:
    row = "Kari Moe,,Send trays,email,2026-12-01,25:70"
    (staged,) = bring_in(store, table(tmp_path, row, header=FOLLOW_UPS))
    assert [one[:4] for one in planned(store)] == [("Send trays", "email", "2026-12-01", None)]
    assert everybody(store)[0].note == "Follow-up: 25:70"
    assert staged.hints == ["row 2: “25:70” is no time of day; it is kept in the note."]


def test_someone_known_is_given_a_follow_up_once(store: Store, tmp_path: Path) -> None:
    capture(store, "Kari Moe", phones=("+47 22 33 44 55",))
    row = "Kari Moe,+4722334455,Send trays,2026-12-01"
    file = table(tmp_path, row, header="name,phone,follow_up,follow_up_day")
    bring_in(store, file)
    bring_in(store, file)
    assert [one[0] for one in planned(store)] == ["Call Kari Moe", "Send trays"]


def test_what_was_done_is_not_asked_for_again_by_an_old_file(store: Store, tmp_path: Path) -> None:
    from uuid import UUID

    from salesdesk.services.followups import finish

    file = table(tmp_path, "Kari Moe,,Send trays,,2026-12-01,", header=FOLLOW_UPS)
    bring_in(store, file)
    finish(store, UUID(next(iter(records(store)["followups"]))))
    bring_in(store, file)
    assert len(planned(store)) == 1


names = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters=';,"\\:*'),
    min_size=1,
    max_size=12,
)
drafts = st.builds(
    lambda first, last, **said: ProspectDraft(
        name=f"{first} {last}", first_name=first, last_name=last, **said
    ),
    names,
    names,
    company=names | st.just(""),
    title=names | st.just(""),
    note=names | st.just(""),
    emails=st.lists(
        st.integers(0, 10**6).map(lambda n: Detail(f"p{n}@example.no")), max_size=2, unique=True
    ).map(tuple),
    phones=st.lists(
        st.integers(40_000_000, 49_999_999).map(lambda n: Detail(f"+47{n}")), max_size=2, unique=True
    ).map(tuple),
    tags=st.lists(names, max_size=2, unique_by=str.casefold).map(tuple),
    time_frame=st.sampled_from(["", "now", "two-months", "none"]),
    birthday=st.none() | st.dates(min_value=date(1900, 1, 1)),
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(some=st.lists(drafts, max_size=4, unique_by=lambda d: (d.name, d.emails, d.phones)))
@pytest.mark.parametrize("ending", [".csv", ".vcf", ".xlsx"])
def test_what_is_handed_over_and_brought_in_elsewhere_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, ending: str, some: list[ProspectDraft]
) -> None:
    folder = tmp_path_factory.mktemp("handed")
    with open_store(folder / "a" / "a.db") as mine, open_store(folder / "b" / "b.db") as theirs:
        first = folder / "first.csv"
        first.write_bytes(csv.write(*mapping.export_table(some)))
        bring_in(mine, first, doubtful=Choice.TWO)
        if not some:
            return
        target = folder / f"out{ending}"
        export(mine, target)
        bring_in(theirs, target, doubtful=Choice.TWO)
        assert [_plain(one) for one in everybody(theirs)] == [_plain(one) for one in everybody(mine)]


def _plain(draft: ProspectDraft) -> dict[str, Any]:
    """What every format can carry."""
    kept = ("name", "first_name", "last_name", "company", "title", "note", "tags", "time_frame", "birthday")
    said = {name: getattr(draft, name) for name in kept}
    return said | {"phones": [d.value for d in draft.phones], "emails": [d.value for d in draft.emails]}


def test_a_card_with_everything_is_kept_to_the_letter(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "a.vcf"
    card = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Łukasz Żak\r\nN:Żak;Łukasz;;;\r\nX-ODD;X-P=1:kept\r\nEND:VCARD\r\n"
    )
    file.write_text(card, encoding="utf-8")
    bring_in(store, file)
    (draft,) = everybody(store)
    assert any("X-ODD" in line for line in draft.raw_vcard)
    assert b"X-ODD" in vcard.write([draft])


def test_an_import_of_many_files_is_told_by_the_first_two_and_how_many_more(
    store: Store, tmp_path: Path
) -> None:
    files = [tmp_path / f"kort-{number:03}.vcf" for number in range(100)]
    for number, file in enumerate(files):
        file.write_text(f"BEGIN:VCARD\nVERSION:3.0\nFN:Łukasz Ø{number:03}\nEND:VCARD\n", "utf-8")
    bring_in(store, *files)

    told = changes.undo(store).label

    assert told == "Brought in kort-000.vcf, kort-001.vcf and 98 more"


def test_an_import_of_three_files_names_them_all(store: Store, tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.csv" for name in ("ærlig", "øst", "żółty")]
    for file in files:
        file.write_text(f"name\nKari {file.stem}\n", "utf-8")
    bring_in(store, *files)

    assert changes.undo(store).label == "Brought in ærlig.csv, øst.csv, żółty.csv"


def test_a_tag_that_is_written_in_two_ways_is_put_on_once(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(csv.write(*mapping.export_table([ProspectDraft(name="Åse Łoś", tags=("O", "º", "o"))])))
    bring_in(store, file)
    (made,) = everybody(store)
    assert made.tags == ("O",)


def test_contacts_of_hubspot_brought_in_again_meet_those_whose_name_and_address_changed(
    store: Store, tmp_path: Path
) -> None:
    header = "Record ID,First Name,Last Name,Email\n"
    first, again = tmp_path / "first.csv", tmp_path / "again.csv"
    first.write_text(header + "901,Bjørg,Sørensen,b@zuraw.example\n", "utf-8")
    again.write_text(header + "901,Bjørg,Żuraw,bjorg@zuraw.example\n", "utf-8")
    bring_in(store, first)
    bring_in(store, again)
    assert [one["uid"] for one in records(store)["prospects"].values()] == ["hubspot:901"]


def test_the_day_of_a_connection_is_the_day_they_met(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    file.write_text("First Name,Last Name,Connected On\nBjørg,Sørensen,12 Mar 2024\n", "utf-8")
    bring_in(store, file)
    [met] = [one["met_at"] for one in records(store)["prospects"].values()]
    assert from_micros(met).date().isoformat() == "2024-03-12"


def test_an_address_that_differs_in_capitals_only_is_one(store: Store, tmp_path: Path) -> None:
    rows = ("Łucja Ask,K AB,,l.ask@k.example", "Łucja Ask,K AB,,L.ASK@K.EXAMPLE")
    bring_in(store, table(tmp_path, *rows))
    (kept,) = records(store)["emails"].values()
    assert kept["value"] == "l.ask@k.example"


@pytest.mark.parametrize("ending", [".vcf", ".csv"])
def test_who_came_from_another_store_is_known_there_again_when_they_come_back(
    store: Store, tmp_path: Path, ending: str
) -> None:
    capture(store, "Đặng Văn Lâm", company="Deli")
    export(store, tmp_path / f"out{ending}")
    with open_store(tmp_path / "other.db") as other:
        bring_in(other, tmp_path / f"out{ending}")
        (theirs,) = records(other)["prospects"].values()
        assert theirs["name"] == "Đặng Văn Lâm"
        with other.change("renamed by the colleague") as unit:
            unit.need(Prospect, UUID(hex=next(iter(records(other)["prospects"])))).name = "Lâm"
        export(other, tmp_path / f"back{ending}")
    (staged,) = bring_in(store, tmp_path / f"back{ending}")
    assert (staged.created, staged.duplicates) == (0, 1)
