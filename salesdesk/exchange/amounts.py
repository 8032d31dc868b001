"""Amounts and quantities as people and programs write them into the cells of one column.

A column is read as a whole: "1.234" alone may be a thousand or a little more than one, beside "12.50" it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_SPACES: Final = re.compile(r"[\s\u00a0\u202f\u2009'’]")
_SIGNS: Final = {  # those that belong to one currency alone; "kr" and "$" belong to several
    "€": "EUR",
    "us$": "USD",
    "£": "GBP",
    "zł": "PLN",
    "₫": "VND",
    "đ": "VND",
    "kč": "CZK",
}
_OF_SEVERAL: Final = ("kr.", "kr", "$")  # which one is meant is for the reader of the currency to say
_CODE: Final = re.compile(r"[a-z]{3}")
_PLAIN: Final = re.compile(r"([+-]?)((?=[.,]?[0-9])[0-9.,]{1,20})", re.ASCII)
_LONGEST: Final = 60  # characters; a longer text is no amount
_GROUP: Final = 3  # digits between marks of thousands
_BLANK: Final = re.compile(r"[-–—]+")


def is_blank(text: str) -> bool:
    """Whether a cell says that there is no amount."""
    return bool(_BLANK.fullmatch(text.strip()))


def decimal_mark(texts: Iterable[str]) -> str:
    """The decimal mark of a column: a comma, a point, or the empty text where no cell tells."""
    told = {",": 0, ".": 0}
    for text in texts:
        digits, _currency = _bare(text)
        mark = max(digits.rfind(","), digits.rfind("."))
        if mark < 0 or not _PLAIN.fullmatch(digits):
            continue
        kinds = {c for c in digits if c in ",."}
        if digits.count(digits[mark]) == 1 and (len(kinds) > 1 or len(digits) - mark - 1 != _GROUP):
            told[digits[mark]] += 1
    if told[","] == told["."]:
        return ""
    return "," if told[","] > told["."] else "."


def amount(text: str, mark: str) -> tuple[str, str] | None:
    """The number in `text`, as Python writes one, and the currency that stands beside it (ISO 4217, or empty; a
    sign of several, `kr` or `$`, as it is).

    `mark` is the decimal mark of its column; where none is known, one kind of mark before exactly three digits
    groups thousands. None where it is no number. "(120)" is a debt, as accountants write it.
    """
    digits, currency = _bare(text)
    found = _PLAIN.fullmatch(digits)
    if found is None:
        return None
    sign, written = ("-" if found[1] == "-" else ""), found[2]
    whole, part = _divided(written, mark)
    groups = re.split(r"[.,]", whole)
    if len(groups) > 1 and (len(groups[0]) > _GROUP or any(len(one) != _GROUP for one in groups[1:])):
        return None
    if re.search(r"[.,]", part) or len({c for c in whole if c in ",."}) > 1:
        return None
    return f"{sign}{''.join(groups) or 0}{'.' + part if part else ''}", currency


def _divided(written: str, mark: str) -> tuple[str, str]:
    """The digits before and after the decimal mark."""
    last = max(written.rfind(","), written.rfind("."))
    if last < 0:
        return written, ""
    if not mark:
        same = written.count(written[last])
        kinds = len({c for c in written if c in ",."})
        thousands = kinds == 1 and (same > 1 or len(written) - last - 1 == _GROUP)
        mark = "" if thousands and written[:last].strip("0") else written[last]
    if not mark or written.count(mark) != 1 or written.rfind(mark) != last:
        return (written, "") if not mark or mark not in written else (written, "?.")
    return written[:last], written[last + 1 :]


def _bare(text: str) -> tuple[str, str]:
    """`text` without spaces and signs, and the currency that it names."""
    plain = _SPACES.sub("", text[:_LONGEST]).replace("−", "-").casefold()
    currency = ""
    debt = len(plain) > 2 and plain[0] == "(" and plain[-1] == ")"
    plain = plain[1:-1] if debt else plain
    minus = plain.startswith("-")
    plain = plain.removeprefix("-")
    for sign, code in _SIGNS.items():
        if plain.startswith(sign) or plain.endswith(sign):
            plain, currency = plain.removeprefix(sign).removesuffix(sign), code
            break
    for sign in _OF_SEVERAL:
        if not currency and (plain.startswith(sign) or plain.endswith(sign)):
            plain, currency = plain.removeprefix(sign).removesuffix(sign), sign.removesuffix(".")
    for code in (plain[:3], plain[-3:]):
        if not currency and len(plain) > 3 and _CODE.fullmatch(code):
            plain, currency = plain.removeprefix(code).removesuffix(code), code.upper()
    plain = re.sub(r"[,.:][-–]$", "", plain).removesuffix("%")
    if minus or debt:
        plain = plain[1:] if plain.startswith("-") else f"-{plain}"
    return plain, currency
