"""Prospects written for another program: under its own words, and read back from it as they were."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk.domain.drafts import AddressDraft, Detail, ProspectDraft, Row
from salesdesk.exchange import csv, export_presets, mapping
from salesdesk.exchange.export_presets import PROGRAMS

WORD = st.sampled_from(["Łódź", "Åse", "Đặng", "O'Brien; Co", "Strandgata 14, bak", "=1+1", "øl"])
OPTIONAL = st.just("") | WORD
TAGS = st.lists(st.sampled_from(["messe", "øko", "Łódź"]), unique=True, max_size=3).map(tuple)
KINDS = ("work", "home", "mobile", "other")


def details(texts: tuple[str, ...], kinds: tuple[str, ...]) -> st.SearchStrategy[tuple[Detail, ...]]:
    """Each of `texts` or not, under its kind."""
    whole = [Detail(text, kind) for text, kind in zip(texts, kinds, strict=False)]
    return st.lists(st.sampled_from(whole), unique=True, max_size=len(whole)).map(tuple)


DRAFT = st.builds(
    ProspectDraft,
    first_name=st.sampled_from(["Åse Marie", "Łukasz", "Đức"]), last_name=st.sampled_from(["Ørn", "Żak", ""]),
    company=OPTIONAL, title=OPTIONAL, note=OPTIONAL, tags=TAGS, birthday=st.none() | st.dates(),
    phones=details(("+47 911 11 111", "+47 922 22 222", "+47 933 33 333", "+47 944 44 444"), KINDS),
    emails=details(("a@x.example", "b@x.example"), ("work", "home")),
    webs=details(("https://x.example",), ("",)),
    addresses=st.lists(
        st.builds(AddressDraft, street=WORD, postal_code=st.just("5013"), city=OPTIONAL, region=OPTIONAL,
                  country=st.sampled_from(["", "NO", "PL"]), kind=st.just("work")), max_size=1,
    ).map(tuple),
)  # fmt: skip


def back(program: str, drafts: list[ProspectDraft]) -> list[ProspectDraft]:
    """`drafts` written for a program, and read again without a hand."""
    table = csv.read(csv.write(*export_presets.table_for(program, drafts)))
    ways = mapping.guess(table)
    assert ways.unmapped == ()
    return [row.draft for row in mapping.drafts(table, ways) if isinstance(row, Row)]


def plain(draft: ProspectDraft, program: str) -> tuple[object, ...]:
    """What each program has a column for."""
    place = [replace(one, kind="") for one in draft.addresses] if program != "pipedrive" else []
    kinds = program in {"google", "outlook"}
    return (
        draft.first_name, draft.last_name, draft.company, draft.title, draft.birthday, place,
        {one if kinds else one.value for one in draft.phones} if program != "hubspot" else (),
        {one.value for one in draft.emails},
        {one.value for one in draft.webs} if program != "pipedrive" else (),
        draft.tags if program != "hubspot" else (),
    )  # fmt: skip


@pytest.mark.parametrize("program", PROGRAMS)
@settings(deadline=None, max_examples=60)
@given(drafts=st.lists(DRAFT, min_size=1, max_size=3))
def test_what_is_written_for_a_program_is_read_back_as_it_was(
    program: str, drafts: list[ProspectDraft]
) -> None:
    again = back(program, drafts)
    assert [plain(one, program) for one in again] == [plain(one, program) for one in drafts]


@pytest.mark.parametrize("program", PROGRAMS)
def test_nothing_is_lost_for_which_a_program_has_no_column(program: str) -> None:
    numbers = tuple(f"+47 911 11 1{n:02}" for n in range(12))
    draft = ProspectDraft(
        name="Åse Ørn",
        phones=tuple(Detail(number, "fax") for number in numbers),
        emails=tuple(Detail(f"a{n}@x.example") for n in range(5)),
        webs=(Detail("https://x.example"), Detail("https://y.example")),
        addresses=(AddressDraft(city="Bergen"), AddressDraft(city="Łódź")),
        tags=("messe",),
        note="liker eik",
    )
    header, [row] = export_presets.table_for(program, [draft])
    told = "\n".join(row)
    for text in (*numbers, "a4@x.example", "https://y.example", "Bergen", "Łódź", "messe", "liker eik"):
        assert text in told
    assert len(header) == len(row)


def test_a_name_in_one_piece_is_divided_as_programs_want_it() -> None:
    header, [row] = export_presets.table_for("outlook", [ProspectDraft(name="Nguyễn Thị Hạnh")])
    assert dict(zip(header, row, strict=True)) == {"First Name": "Nguyễn Thị", "Last Name": "Hạnh"}


def test_a_contact_of_hubspot_goes_back_under_its_number() -> None:
    [draft] = back("hubspot", [ProspectDraft(uid="hubspot:901", name="Åse Ørn")])
    assert draft.uid == "hubspot:901"


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_phone_and_an_address_of_no_kind_have_a_column_and_are_no_note(program: str) -> None:
    said = ProspectDraft(
        first_name="Åse",
        last_name="Żak",
        phones=(Detail("91 23 45 67"),),
        emails=(Detail("ase@x.example"),),
    )

    (read,) = back(program, [said])

    assert not read.note
    assert {one.value for one in read.phones} == {"91 23 45 67"}
    assert {one.value for one in read.emails} == {"ase@x.example"}
