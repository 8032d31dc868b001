"""A card that a test reads by the recogniser itself: drawn, or the test is left out where that can't be done."""

from __future__ import annotations

import pytest

from salesdesk.services import card_reading


def drawn_card(number: int = 1) -> tuple[bytes, dict[str, tuple[str, ...]]]:
    """A photograph of a drawn card, and what stands on it. Skips where the extra or a font is missing."""
    if not card_reading.is_there():
        pytest.skip("the extra `cards` is not installed")
    from bench import drawn_cards

    try:
        cards = list(drawn_cards.drawn(number + 1))
    except LookupError as error:
        pytest.skip(str(error))
    return cards[number].content, dict(drawn_cards.truth(cards[number].told))
