"""Messages fill themselves in, and no name of a stranger can make them say more than they should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.message_fields import FIELDS, fill, named

KNOWN = {"first_name": "Zofia", "company": "Kowalska & Żak", "fair": "Hjem & Hage 2026"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hello {first_name}, from {company}", "Hello Zofia, from Kowalska & Żak"),
        ("Hello { First_Name | there }!", "Hello Zofia!"),
        ("Hello {title|there}!", "Hello there!"),
        ("Hello {title},", "Hello,"),
        ("{title}\nKind regards", "\nKind regards"),
        ("50 {% off} {}", "50 {% off} {}"),
        ("{first_name", "{first_name"),
    ],
)
def test_a_field_says_what_is_known_or_its_fallback_and_leaves_no_gap(text: str, said: str) -> None:
    assert fill(text, KNOWN).text == said


def test_what_nobody_knows_and_what_is_empty_is_told_before_the_draft_opens() -> None:
    filled = fill("{frist_name} {title} {title} {city|here} {company}", KNOWN)
    assert filled.unknown == ("frist_name",)
    assert filled.empty == ("title",)
    assert "{frist_name}" in filled.text


@pytest.mark.parametrize(
    "name", ["{seller_phone}", "{0.__class__}", "{first_name|x}", "%s %(name)s", "{{}}", "\\g<0> \\1"]
)
def test_a_hostile_name_is_only_text(name: str) -> None:
    filled = fill("Hello {first_name}, {company|}", {"first_name": name, "seller_phone": "911"})
    assert filled.text == f"Hello {name},"


def test_no_attribute_or_index_is_ever_reached_for() -> None:
    text = "{first_name.__class__} {first_name[0]} {first_name!r} {0}"
    assert fill(text, KNOWN).text == text


@given(st.text(), st.dictionaries(st.sampled_from(sorted(FIELDS)), st.text()))
def test_every_text_can_be_filled_in_and_one_without_braces_stays(text: str, values: dict[str, str]) -> None:
    filled = fill(text, values)
    assert set(filled.empty) <= set(FIELDS)
    assert set(filled.unknown).isdisjoint(FIELDS)
    assert set(named(text)) >= {*filled.empty, *filled.unknown}
    if "{" not in text and text.isprintable():
        assert filled.text == text
