"""Prospects as a table in the words of another program, so that it takes them in without a question.

Headers are those that the import of each program names by itself: Google Contacts, Outlook (English), HubSpot
and Pipedrive. What has no column there goes into its notes under our own name for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesdesk.domain.drafts import in_one_line
from salesdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from salesdesk.domain.drafts import Detail, ProspectDraft

PROGRAMS: Final = ("google", "outlook", "hubspot", "pipedrive")
_PARTS: Final = ("street", "city", "region", "postal_code", "country")
_LABELS: Final = {
    "work": "Work", "home": "Home", "mobile": "Mobile", "fax": "Work Fax", "pager": "Pager", "other": "Other",
}  # fmt: skip
_NO_TALK: Final = frozenset({"fax", "pager"})
_GOOGLE_PLACE: Final = ("Street", "City", "Region", "Postal Code", "Country")
_OUTLOOK_PLACE: Final = ("Street", "City", "State", "Postal Code", "Country/Region")


@dataclass(frozen=True, slots=True)
class _Preset:
    """Columns by what they hold; those of phones and emails by kind, "" takes any that is left."""

    plain: tuple[tuple[str, str], ...]
    phones: tuple[tuple[str, str], ...]
    emails: tuple[tuple[str, str], ...]
    webs: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, tuple[str, ...]], ...] = ()  # kind, and a header for each of `_PARTS`
    place: str = ""  # where an address is one text
    between: str = "; "  # tags


_PRESETS: Final = {
    "outlook": _Preset(
        plain=(
            ("First Name", "first_name"), ("Last Name", "last_name"), ("Company", "company"),
            ("Job Title", "title"), ("Birthday", "birthday"), ("Categories", "tags"), ("Language", "language"),
            ("Notes", "note"),
        ),
        phones=(
            ("Business Phone", "work"), ("Business Phone 2", "work"), ("Home Phone", "home"),
            ("Home Phone 2", "home"), ("Mobile Phone", "mobile"), ("Business Fax", "fax"), ("Pager", "pager"),
            ("Other Phone", "other"), ("Primary Phone", ""),
        ),
        emails=(("E-mail Address", ""), ("E-mail 2 Address", ""), ("E-mail 3 Address", "")),
        webs=(("Web Page", ""),),
        places=tuple(
            (kind, tuple(f"{word} {part}" for part in _OUTLOOK_PLACE))
            for kind, word in (("work", "Business"), ("home", "Home"), ("other", "Other"))
        ),
    ),
    "hubspot": _Preset(
        plain=(
            ("Record ID", "hubspot"), ("First Name", "first_name"), ("Last Name", "last_name"),
            ("Company Name", "company"), ("Job Title", "title"), ("Date of Birth", "birthday"),
            ("Industry", "trade"), ("Preferred Language", "language"), ("Notes", "note"),
        ),
        phones=(("Mobile Phone Number", "mobile"), ("Fax Number", "fax"), ("Phone Number", "")),
        emails=(("Work Email", "work"), ("Email", "")),
        webs=(("Website URL", ""),),
        places=(("", ("Street Address", "City", "State/Region", "Postal Code", "Country/Region")),),
    ),
    "pipedrive": _Preset(
        plain=(
            ("Person - ID", "pipedrive"), ("Person - Name", "name"), ("Person - First name", "first_name"),
            ("Person - Last name", "last_name"), ("Person - Organization", "company"),
            ("Person - Job title", "title"), ("Person - Birthday", "birthday"), ("Person - Labels", "tags"),
            ("Person - Notes", "note"),
        ),
        phones=tuple((f"Person - Phone - {_LABELS[kind]}", kind) for kind in ("work", "home", "mobile", "other")),
        emails=tuple((f"Person - Email - {_LABELS[kind]}", kind) for kind in ("work", "home", "other")),
        place="Person - Postal address",
        between=", ",
    ),
}  # fmt: skip


def table_for(program: str, drafts: Sequence[ProspectDraft]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The header and the rows of a table of `drafts` that `program`, one of `PROGRAMS`, takes in.

    A column that no row fills is left away, so that the program need not ask about it. Days are ISO 8601.
    """
    if program == "google":
        made = [_google(one) for one in drafts]
        # in the order in which the fullest of them stand
        names = [name for cells in sorted(made, key=len, reverse=True) for name in cells]
    else:
        made = [_cells(_PRESETS[program], one) for one in drafts]
        names = _headers(_PRESETS[program])
    filled = {name for cells in made for name, cell in cells.items() if cell}
    header = tuple(dict.fromkeys(name for name in names if name in filled)) or ("First Name", "Last Name")
    return header, [tuple(cells.get(name, "") for name in header) for cells in made]


def _headers(preset: _Preset) -> list[str]:
    named = (*preset.plain, *preset.phones, *preset.emails, *preset.webs)
    places = [header for _kind, headers in preset.places for header in headers]
    return [*(header for header, _what in named), *places, *filter(None, [preset.place])]


def _plain(draft: ProspectDraft, between: str) -> dict[str, str]:
    """The fields that a draft has once, and its tags, as texts."""
    first, last = draft.first_name, draft.last_name
    if not (first or last):  # programs want both
        first, _space, last = draft.name.rpartition(" ")
        first, last = (first, last) if first else (last, "")
    program, _colon, number = draft.uid.partition(":")
    return {
        "name": draft.name or f"{draft.first_name} {draft.last_name}".strip(),
        "first_name": first,
        "last_name": last,
        "company": draft.company,
        "title": draft.title,
        "birthday": draft.birthday.isoformat() if draft.birthday else "",
        "tags": between.join(draft.tags),
        "language": draft.language,
        "trade": draft.trade,
        "note": draft.note,
        program if program in PROGRAMS else "": number,
    }


def _cells(preset: _Preset, draft: ProspectDraft) -> dict[str, str]:
    plain = _plain(draft, preset.between)
    cells = {header: plain.get(what, "") for header, what in preset.plain}
    left: list[tuple[str, str]] = []
    for called, columns, details in (
        (_("Phone"), preset.phones, draft.phones),
        (_("Email"), preset.emails, draft.emails),
        (_("Web address"), preset.webs, draft.webs),
    ):
        left += [(called, one.value) for one in _placed(cells, columns, details)]
    addresses = list(draft.addresses)
    if preset.place and addresses:
        cells[preset.place] = in_one_line(addresses.pop(0))
    for kind, headers in preset.places:
        found = next((one for one in addresses if kind in {"", one.kind}), None)
        if found is None and kind == preset.places[0][0]:
            found = next((one for one in addresses if not one.kind), None)
        if found:
            addresses.remove(found)
            cells |= {header: str(getattr(found, part)) for header, part in zip(headers, _PARTS, strict=True)}
    left += [(_("Address"), in_one_line(one)) for one in addresses]
    if not any(what == "tags" for _header, what in preset.plain) and draft.tags:
        left.append((_("Tags"), ", ".join(draft.tags)))
    notes = next(header for header, what in preset.plain if what == "note")
    cells[notes] = "\n".join(filter(None, (draft.note, *(f"{called}: {text}" for called, text in left))))
    return cells


def _placed(
    cells: dict[str, str], columns: Iterable[tuple[str, str]], details: Iterable[Detail]
) -> list[Detail]:
    """Puts `details` under the columns of their kind, those of no kind under any that is free, and gives those for
    which there is none."""
    left, columns = list(details), tuple(columns)
    for fits in (_of_kind, _of_any):
        for header, kind in columns:
            found = next((one for one in left if fits(kind, one.kind)), None)
            if found and header not in cells:
                left.remove(found)
                cells[header] = found.value
    return left


def _of_kind(column: str, kind: str) -> bool:
    return column in {"", kind}


def _of_any(column: str, kind: str) -> bool:
    """Whether a number goes under a column of another kind: who said none, and a second of a kind under "other"."""
    if _NO_TALK & {column, kind}:
        return False
    return not kind or column == "other"


def _google(draft: ProspectDraft) -> dict[str, str]:
    """Google has as many phones, emails and addresses as there are, each with its label."""
    plain = _plain(draft, " ::: ")
    cells = {
        "First Name": plain["first_name"],
        "Last Name": plain["last_name"],
        "Organization Name": plain["company"],
        "Organization Title": plain["title"],
        "Birthday": plain["birthday"],
        "Notes": plain["note"],
        "Labels": f"{plain['tags']} ::: * myContacts" if draft.tags else "* myContacts",
    }
    for called, details in (("E-mail", draft.emails), ("Phone", draft.phones), ("Website", draft.webs)):
        for number, one in enumerate(details, 1):
            cells[f"{called} {number} - Label"] = _LABELS.get(one.kind, "")
            cells[f"{called} {number} - Value"] = one.value
    for number, place in enumerate(draft.addresses, 1):
        cells[f"Address {number} - Label"] = _LABELS.get(place.kind, "")
        for name, part in zip(_GOOGLE_PLACE, _PARTS, strict=True):
            cells[f"Address {number} - {name}"] = str(getattr(place, part))
    return cells
