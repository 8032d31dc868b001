"""Prospects as a flat table, as spreadsheets want them, and such that they can be read back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from salesdesk.domain.drafts import AddressDraft, Detail, FollowUpDraft, ProspectDraft

COLUMNS = (
    "id", "name", "first_name", "last_name", "company", "title", "phone", "email", "web",
    "street", "postal_code", "city", "region", "country", "stage", "time_frame", "source", "source_which",
    "fair", "tags", "asked_about", "note", "birthday", "language", "trade", "size", "segment_region",
    "consent", "customer_since", "follow_up", "follow_up_kind", "follow_up_day", "follow_up_time", "met", "uid",
)  # fmt: skip
_PLACE = ("street", "postal_code", "city", "region", "country")
_LIST = re.compile(r' ?"((?:[^"]|"")*)"|([^;\n]+)')
_LIST_COMMAS = re.compile(r' ?"((?:[^"]|"")*)"|([^;,\n]+)')
_GOOGLE = re.compile(r":::")
_BETWEEN = re.compile(r"[;\n]")
_BETWEEN_COMMAS = re.compile(r"[;,\n]")
_NEEDS_QUOTES = re.compile(r'[;,"\n]|:::|^\s|\s$|^\*')


def export_table(drafts: Iterable[ProspectDraft]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The header and the rows of a table of all `drafts`.

    The first column is `id`; `phone`, `phone_2`, … are as many as the draft with the most has, and where any
    has a kind, `phone_kind`, `phone_2_kind`, … stand beside them; likewise emails, webs and addresses
    (`address_2_street` …). Pictures and raw vCard lines have no place here.
    """
    kept = list(drafts)
    header = _header(kept)
    return header, [to_row(draft, header) for draft in kept]


def to_row(draft: ProspectDraft, header: Sequence[str] = COLUMNS) -> tuple[str, ...]:
    """`draft` as cells under `header`, whose names are those that `export_table` makes."""
    cells = _cells(draft)
    return tuple(cells.get(name, "") for name in header)


def split_list(text: str, *, commas: bool) -> tuple[str, ...]:
    """The values of a cell such as `oak; ash`, `oak ::: ash` or `"small; round"; ash`."""
    if '"' in text:
        shape = _LIST_COMMAS if commas else _LIST
        parts = [m[1].replace('""', '"') if m[1] is not None else m[2].strip() for m in shape.finditer(text)]
        return tuple(p for p in parts if p.strip())
    # Google parts by ::: alone, so what else stands between is in a name.
    between = _GOOGLE if ":::" in text else _BETWEEN_COMMAS if commas else _BETWEEN
    parts = between.split(text)
    # Google marks its own groups with a star; everybody is in "myContacts", so it says nothing.
    names = (p.strip().removeprefix("* ") for p in parts if p.strip() != "* myContacts")
    return tuple(n for n in names if n)


def _joined(values: Iterable[str]) -> str:
    return "; ".join('"' + v.replace('"', '""') + '"' if _NEEDS_QUOTES.search(v) else v for v in values)


def _header(drafts: Sequence[ProspectDraft]) -> tuple[str, ...]:
    names: list[str] = []
    for column in COLUMNS:
        if column in {"phone", "email", "web"}:
            lists = [_details(d, column) for d in drafts]
            most = max(map(len, lists), default=0)
            kinds = any(detail.kind for details in lists for detail in details)
            for i in range(1, max(most, 1) + 1):
                names += [_numbered(column, i)] + [_numbered(column, i) + "_kind"] * kinds
        else:
            names.append(column)
        if column == "country":
            names += _address_names(drafts)
    return tuple(names)


def _address_names(drafts: Sequence[ProspectDraft]) -> list[str]:
    most = max((len(d.addresses) for d in drafts), default=0)
    kinds = any(a.kind for d in drafts for a in d.addresses)
    names = ["address_kind"] * kinds
    for i in range(2, most + 1):
        names += [f"address_{i}_{part}" for part in _PLACE] + [f"address_{i}_kind"] * kinds
    return names


def _numbered(column: str, number: int) -> str:
    return column if number == 1 else f"{column}_{number}"


def _details(draft: ProspectDraft, column: str) -> tuple[Detail, ...]:
    return {"phone": draft.phones, "email": draft.emails, "web": draft.webs}[column]


def _cells(draft: ProspectDraft) -> dict[str, str]:
    plain = (
        "id", "name", "first_name", "last_name", "company", "title", "stage", "time_frame", "source",
        "source_which", "fair", "note", "language", "trade", "size", "consent", "uid",
    )  # fmt: skip
    cells: dict[str, str] = {name: getattr(draft, name) for name in plain}
    cells["segment_region"] = draft.region
    cells["tags"] = _joined(draft.tags)
    cells["asked_about"] = _joined(draft.asked_about)
    cells["birthday"] = draft.birthday.isoformat() if draft.birthday else ""
    cells["customer_since"] = draft.customer_since.isoformat() if draft.customer_since else ""
    cells["met"] = draft.met.isoformat() if draft.met else ""
    for column in ("phone", "email", "web"):
        for i, detail in enumerate(_details(draft, column), 1):
            cells[_numbered(column, i)] = detail.value
            cells[_numbered(column, i) + "_kind"] = detail.kind
    for i, address in enumerate(draft.addresses, 1):
        _add_address(cells, address, number=i)
    if draft.follow_up:
        _add_follow_up(cells, draft.follow_up)
    return cells


def _add_address(cells: dict[str, str], address: AddressDraft, *, number: int) -> None:
    begin = "" if number == 1 else f"address_{number}_"
    for part in _PLACE:
        cells[begin + part] = getattr(address, part)
    cells["address_kind" if number == 1 else f"{begin}kind"] = address.kind


def _add_follow_up(cells: dict[str, str], follow_up: FollowUpDraft) -> None:
    cells["follow_up"] = follow_up.what
    cells["follow_up_kind"] = follow_up.kind
    cells["follow_up_day"] = follow_up.day.isoformat() if follow_up.day else ""
    cells["follow_up_time"] = follow_up.time.isoformat() if follow_up.time else ""
