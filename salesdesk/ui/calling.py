"""Calling a number with whatever calls on this device, and whether there is anything to call."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_SHORTEST: Final = 3  # digits of a number that answers somewhere: 112


def callable_number(value: str, e164: str = "") -> str:
    """What is called for a number as it was typed, whose form with the country is `e164` where that is known; the
    empty text for what is no number at all."""
    return e164 or (value if sum(one.isdigit() for one in value) >= _SHORTEST else "")


def call(number: str) -> None:
    """Calls a number (RFC 3966)."""
    QDesktopServices.openUrl(QUrl(f"tel:{quote(number.replace(' ', ''), safe='+')}"))
