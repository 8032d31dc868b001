"""The number of a badge as an identity: kept with its fair where it was scanned, met again in the organiser's list."""

from __future__ import annotations

import re
from typing import Final

_UID: Final = re.compile(r"badge:(?:([0-9a-f]{32}):)?(.+)", re.DOTALL)
_SHEET: Final = re.compile(r"([0-9]+)[.,]0+")  # a number as a sheet gives it: 4711.0
PREFIX: Final = "badge:"
PLACELESS: Final = ""  # instead of a fair, of a badge that was scanned at none


def uid_of(fair: str, number: str) -> str:
    """The identity of whom the badge `number` of a fair names; `fair` is its id in hex, or PLACELESS."""
    return f"{PREFIX}{fair}:{number}" if fair else f"{PREFIX}{number}"


def told_by(uid: str) -> tuple[str, str] | None:
    """The fair and the number that an identity names; None where it is no badge's."""
    found = _UID.fullmatch(uid)
    return (found[1] or PLACELESS, found[2]) if found else None


def plain(number: str) -> str:
    """`number` as it is compared: without blanks, and without what a sheet or its case adds."""
    word = "".join(number.split()).casefold()
    sheet = _SHEET.fullmatch(word)
    return sheet[1] if sheet else word


def bare(number: str) -> str:
    """`plain` without leading zeros too, which a sheet takes off a number."""
    return plain(number).lstrip("0")


def is_only_a_number(uid: str, name: str) -> bool:
    """Whether `name` is none, and stands for the number of the badge by which `uid` knows someone.

    Such a name is the number behind a word, in whatever language it was kept.
    """
    told = told_by(uid)
    return told is not None and name.strip().endswith(told[1])
