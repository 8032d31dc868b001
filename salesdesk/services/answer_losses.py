"""What a file loses of a value on its way through a spreadsheet, which is no change of whoever saved it."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any, Final

from salesdesk.domain.drafts import AddressDraft, Detail, in_one_line

_DIGITS: Final = re.compile(r"\+?[0-9]+")
_SCIENTIFIC: Final = re.compile(r"([1-9])(?:[.,]([0-9]+))?[eE]\+?([0-9]{1,2})")


def is_lost(theirs: str, ours: str) -> bool:
    """Whether a text is ours as a spreadsheet saves it: with ? for letters that the file could not hold, or as the
    number that it takes it for."""
    letters = (
        "?" in theirs
        and len(theirs) == len(ours)
        and all(a == b or (a == "?" and not b.isascii()) for a, b in zip(theirs, ours, strict=True))
    )
    return letters or _is_number(theirs, ours)


def _is_number(theirs: str, ours: str) -> bool:
    """Whether `theirs` is the number that `ours` is: without + and the zeros before it, or as 4,79E+10."""
    bare = ours.lstrip("+").lstrip("0")
    if theirs == ours or not bare or not _DIGITS.fullmatch(ours):
        return False
    short = _SCIENTIFIC.fullmatch(theirs)
    if short is None:
        return theirs == bare
    rest = short[2] or ""
    return f"{int(bare):.{len(rest)}E}" == f"{short[1]}{'.' if rest else ''}{rest}E+{int(short[3]):02}"


def is_only_lost(theirs: Detail | AddressDraft | str, ours: Detail | AddressDraft | str) -> bool:
    """Whether a value of a list is ours but for what was lost."""
    if isinstance(theirs, AddressDraft) and isinstance(ours, AddressDraft):
        return whole_again(theirs, ours) == ours
    return is_lost(shown_value(theirs), shown_value(ours))


def whole_again(theirs: Any, ours: Any) -> Any:
    """An address of theirs with what was lost of ours as it was; any other value as it is."""
    if not isinstance(theirs, AddressDraft) or not isinstance(ours, AddressDraft):
        return theirs
    parts = {one.name: (getattr(theirs, one.name), getattr(ours, one.name)) for one in fields(AddressDraft)}
    return replace(theirs, **{name: mine for name, (said, mine) in parts.items() if is_lost(said, mine)})


def shown_value(value: Detail | AddressDraft | str) -> str:
    """A value of a list as it is read."""
    if isinstance(value, Detail):
        return value.value
    return in_one_line(value) if isinstance(value, AddressDraft) else value
