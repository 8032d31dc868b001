"""Address books in LDIF (RFC 2849), as Thunderbird writes them.

Each entry becomes a row of a table under the words that Thunderbird itself uses in CSV, so that one mapping
serves both.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from salesdesk.domain.drafts import Refused, Row
from salesdesk.exchange import encodings
from salesdesk.exchange.column_mapping import guess
from salesdesk.exchange.drafting import drafts
from salesdesk.exchange.tables import Table
from salesdesk.i18n import _

# Attribute (lower case) → header. After RFC 2798, RFC 4519 and Mozilla's own names.
_HEADERS = {
    "cn": "Display Name", "displayname": "Display Name", "givenname": "First Name", "sn": "Last Name",
    "mail": "Primary Email", "mozillasecondemail": "Secondary Email", "telephonenumber": "Work Phone",
    "homephone": "Home Phone", "fax": "Fax Number", "facsimiletelephonenumber": "Fax Number",
    "pager": "Pager Number", "mobile": "Mobile Number", "cellphone": "Mobile Number",
    "mozillahomestreet": "Home Address", "mozillahomestreet2": "Home Address 2",
    "mozillahomelocalityname": "Home City", "mozillahomestate": "Home State",
    "mozillahomepostalcode": "Home ZipCode", "mozillahomecountryname": "Home Country",
    "street": "Work Address", "streetaddress": "Work Address", "mozillaworkstreet2": "Work Address 2",
    "l": "Work City", "st": "Work State", "postalcode": "Work ZipCode", "c": "Work Country",
    "countryname": "Work Country", "title": "Job Title", "ou": "Department", "department": "Department",
    "o": "Organization", "company": "Organization", "mozillaworkurl": "Web Page 1",
    "mozillahomeurl": "Web Page 2", "birthyear": "Birth Year", "birthmonth": "Birth Month",
    "birthday": "Birth Day", "description": "Notes", "mozillanickname": "Nickname",
    "xmozillanickname": "Nickname", "nsaimid": "Screen Name", "mozillacustom1": "Custom 1",
    "mozillacustom2": "Custom 2", "mozillacustom3": "Custom 3", "mozillacustom4": "Custom 4",
}  # fmt: skip
_TECHNICAL = frozenset(
    {"dn", "version", "objectclass", "modifytimestamp", "mozillausehtmlmail", "changetype"}
)
_LISTS = frozenset({"groupofnames", "groupofuniquenames"})
_LINE = re.compile(r"([A-Za-z0-9.\-]{1,80})(?:;[^:]{0,200})?(::?<?)[ \t]*(.*)", re.DOTALL)


def read(data: bytes) -> Iterator[Row | Refused]:
    """Yields each person as a Row, and what is none (mailing lists, torn entries) as Refused."""
    text = encodings.decode(data).text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    template = _("card {number}")
    entries: list[tuple[int, dict[str, list[str]]]] = []
    number = 0
    for part in re.split(r"\n(?:[ \t]*\n)+", text):
        original = part.strip("\n")
        if not original.strip() or re.fullmatch(r"version:[ \t]*\d+", original.strip()):
            continue
        number += 1
        entry, reason = _entry(original)
        if reason:
            yield Refused(template.format(number=number), reason, original)
        else:
            entries.append((number, entry))
    table = _table(entries)
    yield from drafts(table, guess(table), place=template)


def _entry(original: str) -> tuple[dict[str, list[str]], str]:
    """The attributes of an entry, by name in lower case, or the reason why it is not taken."""
    found: dict[str, list[str]] = {}
    for line in re.sub(r"\n[ \t]", "", original).split("\n"):  # folded lines, RFC 2849 §3
        if line.startswith("#") or not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            return {}, _("A line of this card cannot be read: “{line}”.").format(line=line[:80])
        value = match[3]
        if match[2] == "::":
            try:
                value = encodings.decode(base64.b64decode(value, validate=True)).text
            except (binascii.Error, ValueError):
                return {}, _("A line of this card cannot be read: “{line}”.").format(line=line[:80])
        found.setdefault(match[1].lower(), []).append(value)
    if _LISTS & {v.strip().lower() for v in found.get("objectclass", ())}:
        return {}, _("This is a mailing list and not a person.")
    return found, ""


def _table(entries: list[tuple[int, dict[str, list[str]]]]) -> Table:
    """The entries as rows; several values of one attribute share a cell, and `:::` parts them."""
    names = dict.fromkeys(
        _HEADERS.get(attribute, attribute)
        for _number, entry in entries
        for attribute in entry
        if attribute not in _TECHNICAL
    )
    place = {name: i for i, name in enumerate(names)}
    rows: list[tuple[int, tuple[str, ...]]] = []
    for number, entry in entries:
        cells: list[list[str]] = [[] for _name in place]
        for attribute, values in entry.items():
            if attribute not in _TECHNICAL:
                cell = cells[place[_HEADERS.get(attribute, attribute)]]
                cell += [v for v in values if v.strip() and v not in cell]
        rows.append((number, tuple(" ::: ".join(cell) for cell in cells)))
    return Table(header=tuple(names), rows=rows)
