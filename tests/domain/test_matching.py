"""Who is taken for whom: at the stand, at an import, on the clean-up page."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from salesdesk.domain.matching import CERTAIN, MAX_BLOCK, THRESHOLD, Match, Person, keys, pairs, score

INGRID = Person(
    first_name="Ingrid",
    last_name="Solheim",
    company="Fjord Interiør AS",
    e164=("+4791234567",),
    phones_digits=("91234567",),
    emails=("ingrid@fjord.example",),
    street="Storgata 12 B",
    postal_code="0155",
    city="Oslo",
)


def codes(match: Match) -> set[str]:
    return {reason.code for reason in match.reasons}


def meet(a: Person, b: Person) -> bool:
    return bool(set(keys(a)) & set(keys(b)))


def is_updated_unasked(a: Person, b: Person) -> bool:
    match = score(a, b)
    assert match.certain == (match.score >= CERTAIN)
    return match.certain


def is_proposed(a: Person, b: Person) -> bool:
    return meet(a, b) and score(a, b).score >= THRESHOLD


@pytest.mark.parametrize(("typed", "same"), [("not an email@", False), ("ingen", False), ("do@gom", True)])
def test_what_is_no_address_makes_nobody_the_same(typed: str, same: bool) -> None:  # noqa: FBT001
    one, other = Person(name="Đỗ Minh", emails=(typed,)), Person(name="Đỗ Minha", emails=(typed,))
    assert ("email" in codes(score(one, other))) == same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Person(name="Łukasz Wójcik"), Person(name="Lukasz Wojcik")),
        (Person(name="Nguyễn Văn Đức"), Person(first_name="Duc", last_name="Nguyen Van")),
        (Person(name="Solheim, Ingrid"), Person(first_name="Ingrid", last_name="Solheim")),
        (Person(name="Dr. Jürgen Groß"), Person(first_name="Jurgen", last_name="Gross")),
        (Person(first_name="Åse", last_name="van der Berg"), Person(name="Ase van der Berg")),
    ],
)
def test_a_name_is_the_same_however_it_is_written_down(one: Person, other: Person) -> None:
    match = score(one, other)
    assert match.score >= THRESHOLD
    assert codes(match) <= {"name", "name_order"}
    assert meet(one, other)
    assert not match.certain, "a name alone is no proof"


@pytest.mark.parametrize(
    "wrong",
    [
        Person(first_name="Ingird", last_name="Solheim", e164=("+4791234567",)),
        Person(first_name="Ingrid", last_name="Solhiem", e164=("+4791234567",)),
        Person(first_name="I", last_name="Solheim", emails=("ingrid@fjord.example",)),
        Person(first_name="Ingrid Marie", last_name="Solheim", emails=("ingrid@fjord.example",)),
        Person(first_name="Solheim", last_name="Ingrid", emails=("ingrid@fjord.example",)),
        Person(name="Ingrid", emails=("ingrid@fjord.example",)),
        Person(e164=("+4791234567",)),
        Person(name="Ingrid Solheim", phones_digits=("91234567",)),
        Person(name="Ingrid Solheim", company="Fjord Interiør"),
        Person(name="INGRID SOLHEIM", street="storgata 12b", postal_code="N-0155"),
    ],
)
def test_an_import_updates_whom_it_knows_beyond_doubt(wrong: Person) -> None:
    assert is_updated_unasked(INGRID, wrong)
    assert meet(INGRID, wrong)


@pytest.mark.parametrize(
    "other",
    [
        Person(name="Lars Moen", company="Fjord Interiør AS", e164=("+4791234567",)),
        Person(name="Ingrid Moe", company="Fjord Interiør AS", e164=("+4791234567",)),
        Person(
            company="Fjord Interiør AS", e164=("+4791234567",), street="Storgata 12 B", postal_code="0155"
        ),
        Person(
            name="Fjord Interiør", street="Storgata 12 B", postal_code="0155", company="Fjord Interiør AS"
        ),
        Person(
            first_name="Kari", last_name="Solheim", street="Storgata 12 B", postal_code="0155", city="Oslo"
        ),
        Person(first_name="Ole", last_name="Solheim", e164=("+4791234567",), street="Storgata 12 B"),
    ],
)
def test_colleagues_families_and_companies_are_not_one_person(other: Person) -> None:
    match = score(INGRID, other)
    assert match.score < THRESHOLD
    assert not match.certain


def test_two_people_at_one_firm_share_its_address_number_and_mailbox_and_remain_two() -> None:
    anna = Person(
        name="Anna Nowak",
        company="Żabka Sp. z o.o.",
        emails=("info@zabka.example",),
        e164=("+48221234567",),
        street="ul. Długa 5",
        postal_code="00-238",
    )
    assert score(anna, replace(anna, name="Piotr Zieliński")).score < THRESHOLD
    assert score(anna, replace(anna, name="Anna Wiśniewska")).score < THRESHOLD
    assert score(anna, replace(anna, name="")).score < THRESHOLD


def test_a_mailbox_of_a_firm_says_nothing_about_who_writes_from_it() -> None:
    desk = Person(emails=("info@fjord.example",))
    assert not is_updated_unasked(Person(name="Ingrid Solheim", emails=("info@fjord.example",)), desk)
    own = Person(emails=("ingrid@fjord.example",))
    assert is_updated_unasked(Person(name="Ingrid Solheim", emails=("ingrid@fjord.example",)), own)


@pytest.mark.parametrize(("name", "other"), [("Jan Olsen", "Jan Olsen"), ("Nguyễn Văn An", "Nguyễn Văn Ân")])
def test_two_of_one_name_at_one_firm_who_have_other_numbers_are_asked_about(name: str, other: str) -> None:
    one = Person(name=name, company="Kiwi", e164=("+4793333331",), city="Bergen")
    two = Person(name=other, company="Kiwi", e164=("+4793333332",), city="Tromsø")
    assert is_proposed(one, two)
    assert not is_updated_unasked(one, two)
    assert is_updated_unasked(one, replace(one, e164=()))


def test_a_father_and_a_son_of_one_name_are_never_made_one_unasked() -> None:
    father = Person(
        name="Hans Müller", street="Hauptstraße 7", postal_code="10115", birthday=date(1948, 3, 2)
    )
    son = replace(father, birthday=date(1975, 11, 30))
    match = score(father, son)
    assert not match.certain
    assert "other_birthday" in codes(match)
    assert not is_proposed(replace(father, e164=("+493012345678",)), replace(son, e164=("+491761234567",)))
    junior = Person(name="Hans Müller jr.", street="Hauptstraße 7", postal_code="10115", city="Berlin")
    assert not is_updated_unasked(father, junior)
    assert not is_proposed(Person(name="Hans Müller sr.", e164=("+493012345678",)), junior)


@pytest.mark.parametrize(("one", "other"), [("Anna", "Anne"), ("Jan", "Jana"), ("Mari", "Marit")])
def test_names_that_differ_in_their_ending_alone_are_asked_about(one: str, other: str) -> None:
    a = Person(first_name=one, last_name="Kowalska", e164=("+48221234567",))
    b = Person(first_name=other, last_name="Kowalska", e164=("+48221234567",))
    assert is_proposed(a, b)
    assert not is_updated_unasked(a, b)


def test_a_common_name_with_another_number_and_another_address_is_another_person() -> None:
    a = Person(name="Jan Kowalski", e164=("+48600100200",), emails=("jan@a.example",), city="Gdańsk")
    b = Person(name="Jan Kowalski", e164=("+48700300400",), emails=("kowalski@b.example",), city="Kraków")
    assert score(a, b).score < THRESHOLD
    c, d = replace(a, company="Stalmex", city=""), replace(b, company="Stalmex", city="")
    assert is_proposed(c, d)
    assert not is_updated_unasked(c, d), "everything by which one reaches them differs"


def test_a_number_is_the_same_with_and_without_its_country_but_not_in_two_countries() -> None:
    home = Person(name="Ingrid Solheim", phones_digits=("22123456",))
    abroad = Person(name="Ingrid Solheim", e164=("+4722123456",), phones_digits=("4722123456",))
    assert "phone_end" in codes(score(home, abroad))
    assert meet(home, abroad)
    polish = Person(name="Ingrid Solheim", e164=("+48222123456",), phones_digits=("48222123456",))
    assert codes(score(abroad, polish)) == {"name"}


def test_the_uid_of_another_program_is_trusted_unless_it_is_a_mere_number_of_somebody_else() -> None:
    before = Person(name="Åse Dahl", uid="urn:uuid:4f1b", city="Bergen")
    after = Person(name="Åse Dahl Lund", uid="urn:uuid:4f1b", city="Tromsø")
    assert is_updated_unasked(before, after)
    assert meet(before, after)
    assert not is_updated_unasked(Person(name="Åse Dahl", uid="1"), Person(name="Piotr Mazur", uid="1"))


def test_a_marriage_changes_a_name_and_is_proposed() -> None:
    before = Person(name="Zofia Mazur", emails=("zofia@mazur.example",))
    after = Person(name="Zofia Lewandowska", emails=("zofia@mazur.example",))
    assert is_proposed(before, after)
    assert not is_updated_unasked(before, after)
    assert "other_last_name" in codes(score(before, after))


def test_a_company_is_the_same_with_and_without_its_legal_form() -> None:
    one = Person(company="Fjord Interiør AS", e164=("+4722000000",))
    other = Person(name="Fjord Interiør", company="Fjord Interiør", e164=("+4722000000",))
    assert is_updated_unasked(one, other)
    assert is_proposed(Person(company="Fjord Interiør AS"), Person(company="FJORD INTERIØR"))


def test_reasons_are_sentences_and_tell_first_what_speaks_for_it() -> None:
    other = Person(name="Ingrid Solhem", e164=("+4791234567",), birthday=date(1980, 5, 1))
    match = score(Person(name="Ingrid Solheim", e164=("+4791234567",), birthday=date(1971, 2, 9)), other)
    texts = [reason.text for reason in match.reasons]
    assert texts == [
        "The names differ by one letter.",
        "The phone number is the same.",
        "But the birthdays differ.",
    ]


def test_nothing_in_common_is_no_match_and_has_no_reason() -> None:
    assert score(Person(), Person()).score < THRESHOLD
    assert score(Person(), Person()).reasons == ()
    assert keys(Person()) == ()


def test_a_record_has_few_keys_and_they_fit_into_a_database() -> None:
    full = keys(INGRID)
    assert 0 < len(full) <= 10
    assert all(-(2**63) <= key < 2**63 for key in full)


def test_keys_are_the_same_in_another_process() -> None:
    person = Person(name="Łukasz Đỗ", postal_code="00-238", street="Długa 5", emails=("l@x.example",))
    program = f"from salesdesk.domain.matching import Person, keys; print(sorted(keys({person!r})))"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert done.stdout.strip() == str(sorted(keys(person)))


def test_a_card_of_any_size_is_compared_by_its_beginning_and_keeps_few_keys() -> None:
    mails = tuple(f"kari.nordmann{n}@x.example" for n in range(5000))
    huge = Person(name="Kari " * 100_000, company="ø" * 1_000_000, emails=mails, e164=("+4791234567",) * 5000)
    assert len(keys(huge)) < 60
    assert score(huge, replace(huge, company="ł" * 1_000_000)).score >= THRESHOLD


def test_clean_up_lists_each_pair_once_and_the_surest_first() -> None:
    people = {
        7: INGRID,
        3: Person(name="Ingrid Solhiem", e164=("+4791234567",)),
        9: Person(name="Łukasz Wójcik", city="Poznań"),
        1: Person(name="Łukasz Wojcik"),
        5: Person(name="Lars Moen", company="Fjord Interiør AS", e164=("+4791234567",)),
    }
    found = list(pairs(people))
    assert [(a, b) for a, b, _ in found] == [(3, 7), (1, 9)]
    assert found[0][2] == score(people[3], people[7])


def test_a_mailbox_shared_by_hundreds_hides_no_duplicate() -> None:
    many = {
        n: Person(
            first_name=f"Navn{chr(97 + n % 26)}", last_name=f"Etternavn{n:04}", emails=("info@x.example",)
        )
        for n in range(10 * MAX_BLOCK)
    }
    many[10_000] = many[17]
    assert (17, 10_000) in {(a, b) for a, b, _ in pairs(many)}


def test_a_name_borne_by_many_is_no_reason_by_itself_on_the_clean_up_page() -> None:
    towns = ("Huế", "Đà Lạt", "Hà Nội", "Vũng Tàu", "Cần Thơ")
    namesakes = {n: Person(name="Nguyễn Thị Lan", city=town) for n, town in enumerate(towns)}
    namesakes[100] = Person(name="Nguyễn Thị Lan", e164=("+84912345678",))
    namesakes[101] = Person(name="Nguyen Thi Lan", e164=("+84912345678",))
    assert [(a, b) for a, b, _ in pairs(namesakes)] == [(100, 101)]
    few = {1: namesakes[1], 100: namesakes[100]}
    assert [(a, b) for a, b, _ in pairs(few)] == [(1, 100)]


@pytest.mark.parametrize("typed", [date(1981, 2, 3), date(1980, 12, 8), date(1908, 12, 3), date(1980, 3, 12)])
def test_a_birthday_typed_wrong_hides_nobody_who_has_got_another_number(typed: date) -> None:
    asked = Person(name="Đỗ Minh Hạnh", e164=("+84912345678",), birthday=date(1980, 12, 3))
    again = replace(asked, e164=("+84987654321",), birthday=typed)
    assert [(a, b) for a, b, _ in pairs({1: asked, 2: again})] == [(1, 2)]
