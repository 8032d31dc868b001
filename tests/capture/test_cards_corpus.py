"""The corpus of drawn cards, read by the recogniser itself: nearly all fields are right, contacts almost always."""

from __future__ import annotations

import pytest

from bench import cards
from salesdesk.services import card_reading


def test_the_cards_of_the_corpus_are_read_as_they_are_printed() -> None:
    if not card_reading.is_there():
        pytest.skip("the extra `cards` is not installed")
    samples = cards.corpus()
    if not samples:
        pytest.skip("the corpus of cards is not here")
    measured = cards.measure(samples)
    assert measured.others >= 0.95
    assert measured.vietnamese >= 0.85
    assert measured.contacts >= 0.98
