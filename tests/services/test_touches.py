"""One line on what happened is understood, and what it does not say is not made up."""

from __future__ import annotations

import pytest

from salesdesk.services.touches import Touch, understood


@pytest.mark.parametrize(
    ("line", "touch"),
    [
        ("call 12 min wants delivery before 10 Dec", Touch("call-out", 12, "wants delivery before 10 Dec")),
        ("Incoming call: asks for the price", Touch("call-in", None, "asks for the price")),
        ("besøk 1 time så på bordet", Touch("visit", 60, "så på bordet")),
        ("visit", Touch("visit", None, "")),
        ("demo 45 min: oak trays", Touch("demo", 45, "oak trays")),
        ("Delivery before 10 Dec", Touch("note", None, "Delivery before 10 Dec")),
        ("Wants oak, ikke furu", Touch("note", None, "Wants oak, ikke furu")),
        ("note: likes żubr", Touch("note", None, "likes żubr")),
        ("", Touch("note", None, "")),
    ],
)
def test_the_first_words_say_what_it_was(line: str, touch: Touch) -> None:
    assert understood(line) == touch
