"""What holds of matching for any two people."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date, datetime
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk.domain.matching import CERTAIN, THRESHOLD, Person, keys, pairs, score
from salesdesk.domain.matching_person import traits
from salesdesk.domain.matching_score import first_names_apart, judge, judge_likely

LETTERS = "abdegiklmnorst" + "åæøąłśżźüßđếộ"
WORDS = st.text(LETTERS, min_size=2, max_size=9)
TEXTS = st.one_of(st.just(""), WORDS, st.text(max_size=12))
DIGITS = st.text(string.digits, min_size=5, max_size=12)
DAYS = st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2020, 1, 1)))


@st.composite
def people(draw: st.DrawFn) -> Person:
    numbers = tuple(draw(st.lists(DIGITS, max_size=2)))
    return Person(
        name=draw(TEXTS),
        first_name=draw(TEXTS),
        last_name=draw(TEXTS),
        company=draw(TEXTS),
        e164=tuple("+" + number for number in numbers),
        phones_digits=numbers,
        emails=tuple(draw(st.lists(st.builds("{}@{}.example".format, WORDS, WORDS), max_size=2))),
        birthday=draw(DAYS),
        street=draw(TEXTS),
        postal_code=draw(st.one_of(st.just(""), DIGITS, st.text(max_size=6))),
        city=draw(TEXTS),
        uid=draw(st.one_of(st.just(""), WORDS)),
    )


NAMED = st.builds(
    lambda first, last, number: Person(first_name=first, last_name=last, e164=("+" + number,)),
    WORDS,
    WORDS,
    DIGITS,
)


@given(people(), people())
def test_the_order_of_two_people_does_not_matter(a: Person, b: Person) -> None:
    assert score(a, b) == score(b, a)


@given(people(), people())
def test_a_score_lies_between_nothing_and_one_and_agrees_with_what_is_certain(a: Person, b: Person) -> None:
    match = score(a, b)
    assert 0.0 <= match.score <= 1.0
    assert match.certain == (match.score >= CERTAIN)
    assert all(reason.text.endswith(".") for reason in match.reasons)


@st.composite
def neighbours(draw: st.DrawFn) -> Person:
    """People who have much in common, as those do who share a key."""
    number = draw(st.sampled_from(("", "91234567", "91234568")))
    mail = draw(st.sampled_from(("", "ida@fjord.example", "idå@fjord.example", "post@fjord.example")))
    return Person(
        first_name=draw(st.sampled_from(("", "Ida", "Idå", "Łukasz", "I.", "Solheim"))),
        last_name=draw(st.sampled_from(("", "Solheim", "Solhejm", "Đức", "Solheim Jr", "Ida"))),
        company=draw(st.sampled_from(("", "Fjord AS", "Fjord Łódź", "Ida Solheim"))),
        e164=("+47" + number,) if number else (),
        phones_digits=(number,) if number else (),
        emails=(mail,) if mail else (),
        birthday=draw(st.sampled_from((None, date(1980, 2, 3), date(1980, 3, 2), date(1991, 1, 1)))),
        street=draw(st.sampled_from(("", "Storgata 1", "Storgaten 1", "Ås vei 9"))),
        postal_code=draw(st.sampled_from(("", "0155", "0515", "5013"))),
        city=draw(st.sampled_from(("", "Oslo", "Bergen"))),
        uid=draw(st.sampled_from(("", "1", "2"))),
    )


@settings(max_examples=500)
@given(neighbours(), neighbours())
def test_whom_a_few_fields_rule_out_no_other_would_have_brought_back(a: Person, b: Person) -> None:
    one, other = traits(a), traits(b)
    value, certain, _codes = judge(one, other)
    judged = judge_likely(one, other)
    if judged is None:
        assert not certain
        assert value < THRESHOLD
        assert a != b
    else:
        assert judged == judge(one, other)


@settings(max_examples=500)
@given(neighbours(), neighbours())
def test_whom_the_first_names_rule_out_is_told_from_them_alone(a: Person, b: Person) -> None:
    named = Person(
        first_name=b.first_name, last_name=b.last_name, company=b.company, birthday=b.birthday, uid=b.uid
    )

    assert first_names_apart(traits(a), traits(named)) == first_names_apart(traits(a), traits(b))
    if first_names_apart(traits(a), traits(named)):
        assert judge_likely(traits(a), traits(b)) is None


@given(NAMED)
def test_whoever_has_a_name_and_a_number_is_certainly_himself(person: Person) -> None:
    assert score(person, person).certain


@given(people(), people())
def test_what_is_certain_is_found_by_its_keys(a: Person, b: Person) -> None:
    if score(a, b).certain:
        assert set(keys(a)) & set(keys(b))


@given(people())
def test_keys_do_not_depend_on_what_was_compared_before(person: Person) -> None:
    before = keys(person)
    score(person, Person(name="Ingrid Solheim"))
    assert keys(person) == before
    assert len(set(before)) == len(before)


@given(st.lists(NAMED, max_size=12), NAMED)
def test_clean_up_finds_two_that_are_identical_among_any_others(others: list[Person], twin: Person) -> None:
    everybody = dict(enumerate([twin, *others, twin]))
    found = list(pairs(everybody))
    numbers = [(a, b) for a, b, _ in found]
    assert (0, len(others) + 1) in numbers
    assert len(set(numbers)) == len(numbers)
    assert all(a < b and match.score >= THRESHOLD for a, b, match in found)
    assert [match.score for *_, match in found] == sorted((match.score for *_, match in found), reverse=True)


@given(st.lists(people(), max_size=8))
def test_what_clean_up_says_of_a_pair_is_what_an_import_would_say(everybody: list[Person]) -> None:
    numbered = dict(enumerate(everybody))
    for a, b, match in pairs(numbered):
        assert match == score(numbered[a], numbered[b])


@st.composite
def born(draw: st.DrawFn) -> Person:
    """People with birthdays that differ by a typing error or altogether, most of them with a number."""
    of = draw(neighbours())
    number = draw(st.sampled_from(("", "112", "91234567", "98765432", "40012345")))
    days = "19801203", "19810203", "19801204", "19801230", "19800312", "19801103", "19081203", "19910101"
    return replace(
        of,
        e164=("+47" + number,) if number else (),
        phones_digits=(number,) if number else (),
        birthday=datetime.strptime(draw(st.sampled_from(days)), "%Y%m%d").date(),  # noqa: DTZ007
    )


@settings(max_examples=500)
@given(st.lists(st.one_of(born(), neighbours()), min_size=2, max_size=3))
def test_clean_up_finds_every_pair_that_shares_a_key_and_is_likely(found: list[Person]) -> None:
    shared = [
        (a, b)
        for a, b in combinations(range(len(found)), 2)
        if set(keys(found[a])) & set(keys(found[b])) and score(found[a], found[b]).score >= THRESHOLD
    ]
    assert sorted((a, b) for a, b, _ in pairs(dict(enumerate(found)))) == shared
