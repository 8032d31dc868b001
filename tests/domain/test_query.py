"""The written search language: what a seller types is understood, or said kindly why not."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salesdesk.domain import vocabulary
from salesdesk.domain.locally import day_meant
from salesdesk.domain.query import Condition, Query, QueryError, Word, day_after, parse, write
from salesdesk.domain.query_days import OFFSETS, WEEKDAYS, Span, span
from salesdesk.domain.query_fields import FIELDS, HAS, IS

TODAY = date(2026, 11, 18)  # a Wednesday
SUBJECTS = st.sampled_from(list(FIELDS))


def read(text: str, subject: str = "prospects") -> Query:
    return parse(text, subject=subject, today=TODAY)


def only(text: str, subject: str = "prospects") -> Any:
    (term,) = read(text, subject).terms
    return term


def refused(text: str, subject: str = "prospects") -> QueryError:
    with pytest.raises(QueryError) as caught:
        read(text, subject)
    return caught.value


def days(first: date, count: int = 1) -> Span:
    return first, first + timedelta(days=count)


def test_the_example_of_the_manual_is_understood() -> None:
    assert read('hot source:fair due:<today company:"Fjord"') == Query(
        (
            Condition("interest", ":", ("hot",)),
            Condition("source", ":", ("fair",)),
            Condition("due", "<", ("today",), (days(TODAY),)),
            Condition("company", ":", ("Fjord",)),
        )
    )


def test_free_words_are_looked_for_and_words_in_quotes_belong_together() -> None:
    assert read('oak "big tray" -cheap -"no thanks"').terms == (
        Word("oak"),
        Word("big tray", phrase=True),
        Word("cheap", negated=True),
        Word("no thanks", phrase=True, negated=True),
    )
    assert read('oak -cheap "big tray"').words == (Word("oak"), Word("big tray", phrase=True))


@pytest.mark.parametrize("text", ["", "   ", "\t\n", "-", "--", '""', '" "', '-""'])
def test_nothing_asked_is_a_query_for_everything(text: str) -> None:
    assert read(text) == Query()


@pytest.mark.parametrize(
    "word", ["Åse", "o'brien", "5013", "+47", "12:30", "a-b", "https://a.no/x", "<b>", "(x)"]
)
def test_words_may_hold_what_people_type(word: str) -> None:
    assert only(word) == Word(word)
    assert write(read(word)) == word


@pytest.mark.parametrize("interest", ["hot", "warm", "cold"])
def test_hot_warm_and_cold_ask_for_the_interest_of_prospects_alone(interest: str) -> None:
    assert only(interest.upper()) == Condition("interest", ":", (interest,))
    assert only(f"-{interest}") == Condition("interest", ":", (interest,), negated=True)
    assert only(f'"{interest}"') == Word(interest, phrase=True)
    assert only(interest, "companies") == Word(interest)


def test_either_of_several_values_is_asked_with_a_bar() -> None:
    assert only('company:Fjord|"Oslo Oak"|Åsen') == Condition("company", ":", ("Fjord", "Oslo Oak", "Åsen"))
    assert only('name:"a|b"') == Condition("name", ":", ("a|b",))


def test_either_of_several_words_or_interests_is_asked_with_a_bar() -> None:
    assert only("hot|Warm") == Condition("interest", ":", ("hot", "warm"))
    assert only('fjord|"øst meble"') == Condition("", ":", ("fjord", "øst meble"))
    assert only('"a|b"') == Word("a|b", phrase=True)


def test_words_of_others_are_read_as_ours_and_own_words_are_kept() -> None:
    assert only("source:messe|Tante-Olga") == Condition("source", ":", ("fair", "Tante-Olga"))
    assert only("time_frame:hot") == Condition("time_frame", ":", ("now",))


def test_field_names_may_be_typed_in_capitals() -> None:
    assert only("Company:fjord") == only("company:fjord")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("is:customer", Condition("customer", "is", ())),
        ("-is:customer", Condition("customer", "is", (), negated=True)),
        ("has:phone", Condition("phone", "has", ())),
        ("no:phone", Condition("phone", "has", (), negated=True)),
        ("-has:phone", Condition("phone", "has", (), negated=True)),
        ("-no:phone", Condition("phone", "has", ())),
        ("no:followup", Condition("follow-up", "has", (), negated=True)),
        ("has:follow_up", Condition("follow-up", "has", ())),
        ('view:"My hot ones"', Condition("view", "view", ("My hot ones",))),
    ],
)
def test_flags_and_views_are_asked_by_name(text: str, condition: Condition) -> None:
    assert only(text) == condition


@pytest.mark.parametrize("op", ["<", ">", "<=", ">=", "="])
def test_days_and_numbers_are_compared(op: str) -> None:
    assert only(f"due:{op}2026-11-15") == Condition("due", op, ("2026-11-15",), (days(date(2026, 11, 15)),))
    assert only(f"severity:{op}2", "complaints") == Condition("severity", op, ("2",))


def test_a_range_of_days_ends_with_its_last_day() -> None:
    found = only("met:2026-11-01..2026-11-15")
    assert found.days == ((date(2026, 11, 1), date(2026, 11, 16)),)
    assert only("met:2026-10..2026-11").days == ((date(2026, 10, 1), date(2026, 12, 1)),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", days(TODAY)),
        ("Tomorrow", days(date(2026, 11, 19))),
        ("yesterday", days(date(2026, 11, 17))),
        ("i går", days(date(2026, 11, 17))),
        ("imorgon", days(date(2026, 11, 19))),
        ("jutro", days(date(2026, 11, 19))),
        ("ngày mai", days(date(2026, 11, 19))),
        ("wednesday", days(TODAY)),
        ("fri", days(date(2026, 11, 20))),
        ("tirsdag", days(date(2026, 11, 24))),
        ("lördag", days(date(2026, 11, 21))),
        ("piątek", days(date(2026, 11, 20))),
        ("week", days(date(2026, 11, 16), 7)),
        ("uke", days(date(2026, 11, 16), 7)),
        ("month", days(date(2026, 11, 1), 30)),
        ("år", days(date(2026, 1, 1), 365)),
        ("2026-11-5", days(date(2026, 11, 5))),
        ("5.11.2026", days(date(2026, 11, 5))),
        ("2026-12", days(date(2026, 12, 1), 31)),
        ("2024", days(date(2024, 1, 1), 366)),
        ("+7d", days(date(2026, 11, 25))),
        ("-7d", days(date(2026, 11, 11))),
        ("2w", days(date(2026, 12, 2))),
        ("-1m", days(date(2026, 10, 18))),
        ("1y", days(date(2027, 11, 18))),
    ],
)
def test_days_are_understood_as_people_write_them(text: str, expected: Span) -> None:
    assert span(text, TODAY) == expected


def test_a_month_from_the_last_of_a_month_is_the_last_of_the_next() -> None:
    assert span("+1m", date(2026, 1, 31)) == days(date(2026, 2, 28))


@pytest.mark.parametrize(
    "text", ["", "31.2.2026", "2026-13", "0000", "0", "someday", "9999y", "9999-12-31", "9999", "²"]
)
def test_a_day_that_does_not_exist_is_none(text: str) -> None:
    assert span(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "coming", "been"),
    [
        ("31 Mar", date(2027, 3, 31), date(2026, 3, 31)),
        ("18 Nov", TODAY, TODAY),
        ("24 Nov 2025", date(2025, 11, 24), date(2025, 11, 24)),
        ("friday", date(2026, 11, 20), date(2026, 11, 13)),
        ("tomorrow", date(2026, 11, 19), date(2026, 11, 19)),
        ("32 Mar", None, None),
    ],
)
def test_a_day_without_its_year_is_the_next_one_or_of_what_has_been_the_last(
    text: str, coming: date | None, been: date | None
) -> None:
    assert (day_meant(text, TODAY), day_meant(text, TODAY, been=True)) == (coming, been)


@given(st.one_of(st.text(max_size=12), st.sampled_from([*WEEKDAYS, *OFFSETS])), st.dates())
def test_a_span_of_days_never_fails_and_never_runs_backwards(text: str, today: date) -> None:
    found = span(text, today)
    assert found is None or found[0] < found[1]


@pytest.mark.parametrize(
    ("text", "subject", "message", "hint"),
    [
        ("due:", "prospects", "“due:” needs a value.", "due:today"),
        ("due: friday", "prospects", "“due:” needs a value.", "due:today"),
        ("due:<", "prospects", "“due:” needs a value.", "due:today"),
        ("severity:", "complaints", "“severity:” needs a value.", "severity:2"),
        ("source:", "prospects", "“source:” needs a value.", "source:fair"),
        ('name:""', "prospects", "“name:” needs a value.", "name:oak"),
        ("name:|", "prospects", "“name:” needs a value.", "name:oak"),
        ("is:", "prospects", "“is:” needs a value.", "is:customer"),
        ("has:", "fairs", "“has:” needs a value.", "has:cost"),
        ("view:", "prospects", "“view:” needs a value.", "view:"),
        ("compny:Fjord", "prospects", "“compny”", "Did you mean company:?"),
        ("Sorce:fair", "prospects", "“Sorce”", "Did you mean source:?"),
        ("zzzzzz:1", "fairs", "“zzzzzz”", "name, place, starts, ends"),
        ("is:custmer", "prospects", "“is:custmer”", "Did you mean is:customer?"),
        ("no:phon", "prospects", "“no:phon”", "Did you mean no:phone?"),
        ("is:qqqqq", "fairs", "“is:qqqqq”", "deleted"),
        ("due:someday", "prospects", "“someday” is not a day.", "2026-11-15"),
        ("due:2026-11-01..never", "prospects", "is not a day.", "2026-11-01..2026-11-15"),
        ("due:<today|tomorrow", "prospects", "< takes one day.", "due:<today"),
        ("severity:high", "complaints", "“high” is not a number.", "severity:>=2"),
        ("severity:٣", "complaints", "is not a number.", ""),
        ("name:<Fjord", "prospects", "“name” is not a day or a number", "name:Fjord"),
        ("interest:lukewarm", "prospects", "“lukewarm” is not a word for interest.", "hot, warm, cold"),
        ("severity:2", "prospects", "“severity”", ""),
        ("x" * 5000, "prospects", "too long", "few words"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_what_to_write(
    text: str, subject: str, message: str, hint: str
) -> None:
    error = refused(text, subject)
    assert message in error.message
    assert hint in error.hint


def test_the_hint_of_a_refusal_is_itself_a_query_that_is_understood() -> None:
    for subject, fields in FIELDS.items():
        for name in (*fields, "is", "has", "no", "view"):
            example_of = refused(f"{name}:", subject).hint.removeprefix("Write for example ")
            assert len(read(example_of, subject).terms) == 1


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("hot", "interest:hot"),
        ("due:=today", "due:today"),
        ("-has:phone", "no:phone"),
        ('"oak"', '"oak"'),
        ('o"a k"', 'o"a k"'),
        ('name:"Fjord"', "name:Fjord"),
        ('name:"a b"|c', 'name:"a b"|c'),
        (r'name:"say \"hi\""', r'name:"say \"hi\""'),
        ('"never closed', '"never closed"'),
    ],
)
def test_a_query_is_written_as_one_would_type_it(text: str, written: str) -> None:
    assert write(read(text)) == written


VALUES = st.text(min_size=1, max_size=8).filter(lambda text: bool(text.strip()))
DAY_WORDS = st.sampled_from(
    ["today", "fri", "2026-11", "+7d", "-2w", "i går", "2026-11-01..2026-11-15", "week..+1m"]
)


@st.composite
def conditions(draw: st.DrawFn, subject: str) -> Condition:
    """Any condition that the language can ask of a subject."""
    negated = draw(st.booleans())
    kind = draw(st.sampled_from(["field", "is", "has", "view"]))
    if kind in {"is", "has"}:
        return Condition(
            draw(st.sampled_from((IS if kind == "is" else HAS)[subject])), kind, (), negated=negated
        )
    if kind == "view":
        return Condition("view", "view", (draw(VALUES),), negated=negated)
    name, field = draw(st.sampled_from(list(FIELDS[subject].items())))
    op = draw(st.sampled_from(["=", "<", ">", "<=", ">="]))
    most = 3 if op == "=" else 1
    if field.kind == "day":
        said = tuple(draw(st.lists(DAY_WORDS, min_size=1, max_size=most)))
        return only(f"{'-' if negated else ''}{name}:{op}" + "|".join(f'"{day}"' for day in said), subject)
    if field.kind == "number":
        numbers = draw(st.lists(st.integers(0, 999999999), min_size=1, max_size=3))
        return Condition(name, op, tuple(map(str, numbers)), negated=negated)
    values = st.sampled_from(vocabulary.slugs(field.vocabulary)) if field.kind == "word" else VALUES
    return Condition(name, ":", tuple(draw(st.lists(values, min_size=1, max_size=3))), negated=negated)


@st.composite
def queries(draw: st.DrawFn) -> tuple[str, Query]:
    subject = draw(SUBJECTS)
    said = VALUES.filter(lambda text: bool(text.strip("-")))
    phrases = st.builds(Word, said, phrase=st.sampled_from([True]), negated=st.booleans())
    plain = st.text(
        st.characters(exclude_categories=["Z", "C"], exclude_characters='"\\-'), min_size=1, max_size=8
    )
    loose = st.builds(Word, plain, negated=st.booleans())
    several = st.lists(plain.filter(lambda text: bool(text.strip("-"))), min_size=2, max_size=3)
    either = st.builds(
        Condition, st.just(""), st.just(":"), several.map(tuple), st.just(()), negated=st.booleans()
    )
    terms = draw(st.lists(st.one_of(conditions(subject), phrases, loose, either), max_size=5))
    return subject, Query(tuple(terms))


@given(queries())
@example(("prospects", Query((Word("hot"), Word("name:x"), Word("http://x"), Word("é:x", negated=True)))))
@example(("prospects", Query((Word("<>"), Condition("name", ":", ("<a", "-b", "a..b", '"', "\\"))))))
def test_a_written_query_is_read_back_the_same(case: tuple[str, Query]) -> None:
    subject, query = case
    assert read(write(query), subject) == query


FRAGMENTS = st.sampled_from(
    ["due", "name", "is", "has", "no", "view", "kind", "severity", "interest", "zz", "hot", "today", "2026", ":", "<",
     ">=", "..", "|", '"', "\\", "-", "//", "(", "*", "%", " ", "\n", "é", "\x00", "\ud800"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(FRAGMENTS, max_size=20).map("".join)), SUBJECTS, st.dates())
def test_any_text_is_a_query_or_refused_in_a_sentence(text: str, subject: str, today: date) -> None:
    refusal = ""
    try:
        query = parse(text, subject=subject, today=today)
    except QueryError as error:
        refusal = error.message
    else:
        assert parse(write(query), subject=subject, today=today) == query
    assert refusal == "" or refusal.endswith(".")


def test_the_calendar_has_an_end() -> None:
    assert day_after(date(2026, 12, 31)) == date(2027, 1, 1)
    assert day_after(date.max) == date.max
