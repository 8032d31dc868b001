"""The words for things mean the same in five languages, and nobody's own word is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk import i18n
from salesdesk.domain import vocabulary
from salesdesk.domain.text import fold

EVERY = [(kind, slug) for kind in vocabulary.WORDS for slug in vocabulary.slugs(kind)]


@pytest.mark.parametrize(("kind", "slug"), EVERY)
def test_every_slug_and_its_label_mean_the_slug(kind: str, slug: str) -> None:
    label = vocabulary.label(kind, slug)
    assert vocabulary.recognise(kind, slug) == slug
    assert vocabulary.recognise(kind, slug.upper().replace("-", "_")) == slug
    assert vocabulary.recognise(kind, f"  {label.upper()} ") == slug


@pytest.mark.parametrize(("kind", "slug"), EVERY)
def test_every_other_word_means_one_slug_of_its_kind(kind: str, slug: str) -> None:
    said = [word for word in vocabulary.WORDS[kind][slug][1].split("|") if word]
    assert [word for word in said if fold(word) != word] == [], "words are written as they are folded"
    assert {word: vocabulary.recognise(kind, word) for word in said} == dict.fromkeys(said, slug)


@pytest.mark.parametrize(
    ("kind", "said", "slug"),
    [
        ("source", "Messe", "fair"),
        ("source", "Trade Show", "fair"),
        ("source", "Hội chợ", "fair"),
        ("source", "Targi", "fair"),
        ("stage", "Khách hàng", "customer"),
        ("stage", "Closed Won", "customer"),
        ("time_frame", "hot", "now"),
        ("time_frame", "Gorący", "now"),
        ("time_frame", "Kall", "none"),
        ("followup", "Besøk", "visit"),
        ("cause", "too expensive", "price"),
        ("complaint", "Reklamasjon", "complaint"),
        ("activity", "Møte", "meeting"),
        ("consent_channel", "E-post", ""),
        ("source", "Tante Olga", ""),
        ("source", "", ""),
    ],
)
def test_the_words_of_others_are_recognised(kind: str, said: str, slug: str) -> None:
    assert vocabulary.recognise(kind, said) == slug


@pytest.mark.parametrize(("kind", "slug"), EVERY)
def test_a_label_in_norwegian_is_recognised_while_norwegian_is_used(kind: str, slug: str) -> None:
    i18n.use("nb")
    label = vocabulary.label(kind, slug)
    assert label
    meant = vocabulary.recognise(kind, label)
    assert vocabulary.label(kind, meant) == label


def test_a_word_of_ones_own_stands_for_itself() -> None:
    assert vocabulary.label("source", "Tante Olga") == "Tante Olga"


@given(st.sampled_from(list(vocabulary.WORDS)), st.text())
def test_recognising_gives_a_slug_or_nothing(kind: str, text: str) -> None:
    assert vocabulary.recognise(kind, text) in {"", *vocabulary.slugs(kind)}


def test_interest_follows_from_the_time_frame() -> None:
    frames = vocabulary.slugs("time_frame")
    assert [vocabulary.interest_of(frame) for frame in frames] == list(vocabulary.slugs("interest"))
    assert vocabulary.interest_of("") == ""
