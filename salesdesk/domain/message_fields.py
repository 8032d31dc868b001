"""The fields of a message: `{first_name}`, or `{first_name|there}` with what is said where nothing is known.

A field is looked up in a list and nothing else, so that no text of a stranger can reach into the program; what
was filled in is not read again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from salesdesk.i18n import N_

# What can be filled in, and what it is called.
FIELDS: Final[Mapping[str, str]] = {
    "first_name": N_("First name"),
    "name": N_("Name"),
    "title": N_("Title"),
    "company": N_("Company"),
    "city": N_("City"),
    "fair": N_("Fair"),
    "day_met": N_("Day you met"),
    "product": N_("Product asked about"),
    "promised": N_("What you promised"),
    "next_step": N_("Next step"),
    "deal": N_("Deal"),
    "bought": N_("What they bought"),
    "today": N_("Today"),
    "seller": N_("Your name"),
    "seller_phone": N_("Your phone"),
    "seller_email": N_("Your email"),
}
_FIELD: Final = re.compile(r"( ?)\{\s{0,9}([A-Za-z][A-Za-z0-9_]{0,39})\s{0,9}(?:\|([^{}]{0,200}))?\}")
_LOOSE: Final = re.compile(r"\{\s{0,9}[^\W\d_][^{}\n]{0,20}")
_UNFIT: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its fields filled in, and the names of those that nobody knows (they stay as they were written)
    or that have nothing to say (they leave no gap)."""

    text: str
    unknown: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """`text` with each field replaced by its value, or by its fallback where the value is empty.

    `values` are by the names of `FIELDS`; one that is missing is empty.
    """
    unknown, empty = dict[str, None](), dict[str, None]()

    def said(found: re.Match[str]) -> str:
        gap, name, fallback = found[1], found[2].lower(), found[3]
        if name not in FIELDS:
            unknown[name] = None
            return found[0]
        value = " ".join(values.get(name, "").split())
        if value:
            return gap + value
        if fallback is None:
            empty[name] = None
        return f"{gap}{fallback.strip()}" if fallback and fallback.strip() else ""

    filled = clean(_FIELD.sub(said, text))
    return Filled(filled, tuple(unknown), tuple(empty))


def clean(text: str) -> str:
    """`text` as a letter can hold it: lines end in a newline, nothing that is no character is left."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNFIT.sub("", whole)


def one_line(text: str) -> str:
    """`text` as a header can hold it: in one line, with single spaces."""
    return " ".join(clean(text.replace("\r", "\n").replace("\x0b", " ").replace("\x0c", " ")).split())


def loose(text: str) -> str:
    """The beginning of the first brace in `text` that is opened before a letter and makes no field; empty for none."""
    found = _LOOSE.search(_FIELD.sub(" ", text))
    return found[0] if found else ""


def named(text: str) -> tuple[str, ...]:
    """The fields that a text names, each once, known or not."""
    return tuple(dict.fromkeys(found[2].lower() for found in _FIELD.finditer(text)))
