"""What the files of an import are, in a person's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from salesdesk.domain.locally import grouped
from salesdesk.exchange.formats import Format
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services.badge_lists import list_told
from salesdesk.services.import_preview import FileSeen
from salesdesk.services.import_tables import TableSeen
from salesdesk.services.import_told import told_again

DELIMITERS: Final = ((";", N_("semicolon")), (",", N_("comma")), ("\t", N_("tab")), ("|", N_("upright bar")))
ENCODINGS: Final = (
    ("utf-8", "UTF-8"),
    ("cp1252", "Windows-1252"),
    ("cp1250", "Windows-1250"),
    ("cp1258", "Windows-1258"),
    ("iso8859-2", "ISO 8859-2"),
    ("utf-16", "UTF-16"),
    ("shift_jis", "Shift JIS"),
    ("cp850", "DOS 850"),
    ("cp852", "DOS 852"),
    ("mac-roman", "Mac Roman"),
)
_FORMATS: Final = {
    Format.VCARD.value: N_("vCard"),
    Format.XLSX.value: N_("Excel"),
    Format.ODS.value: N_("OpenDocument"),
    Format.LDIF.value: N_("LDIF"),
    Format.PACKAGE.value: N_("data package"),
}


def file_told(seen: FileSeen | TableSeen) -> str:
    """One file: `kontakter_2025.csv · semicolon, Windows-1252 · 412 rows`."""
    how = _(_FORMATS[seen.format]) if seen.format in _FORMATS else ""
    if seen.delimiter and seen.format == Format.CSV.value:
        delimiter = next((_(name) for sign, name in DELIMITERS if sign == seen.delimiter), seen.delimiter)
        how = f"{delimiter}, {encoding_told(seen.encoding)}"
    rows = ngettext("{n} row", "{n} rows", seen.rows).format(n=grouped(seen.rows))
    return " · ".join(part for part in (seen.name, how, rows) if part)


def encoding_told(encoding: str) -> str:
    """The name of an encoding as people know it."""
    plain = encoding.replace("_", "-").lower()
    plain = {"utf-8-sig": "utf-8", "shift-jis": "shift_jis"}.get(plain, plain)
    return next((name for code, name in ENCODINGS if code == plain), encoding)


def files_told(files: Sequence[FileSeen | TableSeen]) -> str:
    """All files that were read, in one line."""
    read = [one for one in files if not one.trouble]
    if len(read) == 1:
        return file_told(read[0])
    rows = sum(one.rows for one in read)
    told = ngettext("{n} row", "{n} rows", rows).format(n=grouped(rows))
    count = ngettext("{n} file", "{n} files", len(read)).format(n=len(read))
    return f"{count} · {told}"


def remarks(files: Sequence[FileSeen]) -> list[str]:
    """What is to be known of the files before they are taken in, a sentence each."""
    told = [one.trouble for one in files if one.trouble]
    for one in files:
        if one.unmapped:
            columns = ", ".join(one.unmapped)
            told.append(_("Put into the note under their own names: {columns}.").format(columns=columns))
        if one.badges and not one.badges.places:
            told.append(list_told(one.badges))
        if one.twice:
            told.append(told_again(one.twice, one.again))
        told += one.hints
    return told
