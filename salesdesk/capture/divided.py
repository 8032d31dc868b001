"""Badges whose code holds several fields with a mark between them: 4711|Åse|Lund|Fjord AS|ase@fjord.example.

No standard says which field comes where, so each is known by what it holds; what is left names the person and then
the company, as organisers write them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from salesdesk.capture.scanner import badge_number
from salesdesk.domain.drafts import Detail, ProspectDraft
from salesdesk.domain.values import normalise_phone

_MARKS: Final = "|$^~\t;"
_SCHEME: Final = re.compile(r"[A-Za-z]{2,10}:")  # of a MECARD and its kin, which are read by their own rules
_LEAST: Final = 3  # fields; of fewer nobody can tell what they are
_MOST: Final = 20
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WEB: Final = re.compile(r"(?i)https?://\S+|www\.\S+")


@dataclass(frozen=True, slots=True)
class Divided:
    """What the fields of a badge say: its number, empty where it has none, and whom it names."""

    number: str
    draft: ProspectDraft


def divided(text: str, *, region: str) -> Divided | None:
    """The fields of `text`, one line; None where it is no such badge. `region` is the country of phones without one."""
    fields = _fields(text)
    number, emails, phones, webs, names = "", list[str](), list[str](), list[str](), list[str]()
    for field in fields:
        if _EMAIL.fullmatch(field):
            emails.append(field)
        elif _WEB.fullmatch(field):
            webs.append(field)
        elif not number and not names and badge_number(field):
            number = field
        elif normalise_phone(field, region):
            phones.append(field)
        else:
            names.append(field)
    if not names or not any(c.isalpha() for c in names[0]) or not (number or emails or phones):
        return None
    split = len(names) > 1 and " " not in names[0] and (len(names) > 2 or " " not in names[1])
    person, others = (names[:2], names[2:]) if split else (names[:1], names[1:])
    return Divided(
        number,
        ProspectDraft(
            name="" if split else person[0],
            first_name=person[0] if split else "",
            last_name=person[1] if split else "",
            company=others[0] if others else "",
            emails=tuple(map(Detail, emails)),
            phones=tuple(map(Detail, phones)),
            webs=tuple(map(Detail, webs)),
            note="\n".join(others[1:]),
        ),
    )


def _fields(text: str) -> list[str]:
    """What stands between the commonest of the marks, blank fields left out; nothing where there is none."""
    line = text.strip()
    mark = max(_MARKS, key=line.count)
    if "\n" in line or _SCHEME.match(line) or not _LEAST <= line.count(mark) + 1 <= _MOST:
        return []
    return [field for part in line.split(mark) if (field := part.strip())]
