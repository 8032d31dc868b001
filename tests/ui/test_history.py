"""What happened, as it stands in lines."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from salesdesk.ui import theme
from salesdesk.ui.widgets.history import laid_out


def test_lines_end_between_words_and_only_what_is_longer_than_a_line_is_broken(qapp: QApplication) -> None:
    text = "Spacer po porcie w Gdańsku, potem kawa i " + "bardzo" * 20 + " dobre ciasto w Sopocie"
    laid = laid_out(text, 200, theme.font())
    lines = [laid.lineAt(number) for number in range(laid.lineCount())]
    shown = [text[one.textStart() : one.textStart() + one.textLength()] for one in lines]
    broken = [one for one in shown[:-1] if not one.endswith(" ")]

    assert "".join(shown) == text
    assert max(one.naturalTextWidth() for one in lines) <= 200
    assert len(broken) > 1
    assert all(set(one) <= set("bardzo") for one in broken)
