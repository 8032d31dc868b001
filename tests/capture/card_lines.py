"""Builders of card lines: one under the other, as a recogniser gives them."""

from __future__ import annotations

from salesdesk.capture.cards.lines import Box, Line


def lines(*texts: str | tuple[str, int], left: int = 60, score: float = 0.99) -> list[Line]:
    """Lines from above, 30 pixels high or as told; an empty text is a gap."""
    found: list[Line] = []
    top = 60
    for one in texts:
        text, height = one if isinstance(one, tuple) else (one, 30)
        if text:
            found.append(Line(text, Box(left, top, left + len(text) * height // 2, top + height), score))
        top += height * 4 // 3
    return found
