"""Paste anything: a line, a signature, a row of a sheet or a MECARD becomes a prospect, and nothing is lost.

What is not understood goes to the note. Only the head of a long text is looked at, so that it takes no longer
to paste a book.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby
from typing import Final

from salesdesk.capture import freetext_links, freetext_mecard
from salesdesk.capture.freetext_beginning import name_at_start
from salesdesk.capture.freetext_days import no_time
from salesdesk.capture.freetext_details import Found, take, without_label
from salesdesk.capture.freetext_followup import follow_up
from salesdesk.capture.freetext_kinds import without_closing
from salesdesk.capture.freetext_reading import Reading, no_days
from salesdesk.capture.freetext_spans import BREAK
from salesdesk.capture.freetext_who import Piece, who
from salesdesk.capture.freetext_words import LEGAL_FORMS
from salesdesk.domain.drafts import ProspectDraft

__all__ = ["follow_up", "looks_like_vcard", "no_days", "no_time", "parse"]

_LINES: Final = 50  # looked at
_CHARACTERS: Final = 6000  # looked at: a signature with its legal notice is shorter
_BREAKS: Final = re.compile(r"\x1f+|[|•·‣●▪]|\s[-–—/]{1,2}\s|\s[–—]|\t|;\s")
_POSTAL_CODE: Final = re.compile(r"\d{2}-\d{3}|\d{3}\s?\d{2}|\d{4}")
_MARKS: Final = " -–—_*•·.,:;!?()[]{}<>|/\\\"'“”„«»…+=~^`#&@\x1f"  # alone, they say nothing
_TRAILING: Final = re.compile(r"^(.*\S)\s*\(([^()]{2,60})\)$")


def looks_like_vcard(text: str) -> bool:
    """Whether `text` is to be read as a vCard (RFC 6350 §6.1.1)."""
    return text[:200].lstrip("\ufeff \t\r\n").upper().startswith("BEGIN:VCARD")


def parse(text: str, *, today: date, region: str) -> ProspectDraft:
    """The prospect that `text` tells. Never raises: what is not understood is kept in the note.

    `region` is the two-letter country of phones without a country code; `today` is what "friday" counts from.
    """
    card = freetext_mecard.read(text) or freetext_links.read(text)
    if card is not None:
        return card
    head, tail = _head(text)
    sheet = _separator(head)
    found = Found()
    reading = Reading(today, single=len(head) == 1)
    for number, line in enumerate(head):
        what, said = without_label(line)
        if what == "note":
            reading.notes.append(said)
            continue
        cells = _cells(line, sheet) if sheet else [line]
        kept = BREAK.join(take(cell, region, found) for cell in cells)
        for text_of in filter(None, map(without_closing, _pieces(kept))):
            reading.add(Piece(text_of, number))
    answer = who(reading.pieces, found, sheet=bool(sheet))
    reached = found.phones or found.emails
    if not (answer.name or answer.company or reading.whom) and (reading.single or not reached):
        name_at_start(answer)
    return ProspectDraft(
        name=answer.name or reading.whom,
        title=answer.title,
        company=answer.company,
        phones=tuple(found.phones),
        emails=tuple(found.emails),
        webs=tuple(found.webs),
        addresses=tuple(reading.addresses),
        tags=tuple(dict.fromkeys(found.tags)),
        time_frame=reading.time_frame,
        follow_up=reading.follow_up,
        note="\n".join(part for part in (*reading.notes, _as_note(answer.left), tail) if part),
    )


def _as_note(left: list[Piece]) -> str:
    """What was not understood, line by line as it stood."""
    lines = groupby(left, key=lambda piece: piece.line)
    return "\n".join(", ".join(piece.text for piece in pieces) for _line, pieces in lines)


def _head(text: str) -> tuple[list[str], str]:
    """The lines that are looked at, cut where a word ends, and the rest of the text."""
    start = text[:_CHARACTERS]
    if len(text) > _CHARACTERS:
        cut = max(start.rfind(c) for c in " \t\n")
        start = start[: cut + 1]
    lines = start.splitlines(keepends=True)
    looked = "".join(lines[:_LINES])
    return [line.strip() for line in looked.splitlines() if line.strip()], text[len(looked) :].strip()


def _separator(lines: list[str]) -> str:
    """What divides the cells of a row copied from a sheet; empty where the text is none."""
    if len(lines) != 1:
        return ""
    return "\t" if "\t" in lines[0] else ";" if lines[0].count(";") >= 2 else ""


def _cells(line: str, separator: str) -> list[str]:
    """The cells of a row, a postal code and the city after it as one."""
    cells: list[str] = []
    for cell in (cell.strip().strip('"') for cell in line.split(separator)):
        if cells and _POSTAL_CODE.fullmatch(cells[-1]) and cell[:1].isalpha():
            cells[-1] += f" {cell}"
        else:
            cells.append(cell)
    return cells


def _pieces(line: str) -> list[str]:
    """`line` divided at breaks, marks and commas; a comma before a legal form ("Acme, Inc.") divides nothing."""
    parts: list[str] = []
    for stretch in _BREAKS.split(line):
        cells: list[str] = []
        for cell in stretch.split(","):
            if cells and cell.strip(" .").casefold() in LEGAL_FORMS and cell.strip() != cell.strip().lower():
                cells[-1] += f",{cell}"
            else:
                cells.append(cell)
        for cell in cells:
            trailing = _TRAILING.match(cell.strip())
            parts += trailing.groups() if trailing else (cell,)
    cleaned = (_bare(part) for part in parts)
    return [part for part in cleaned if part]


def _bare(part: str) -> str:
    """`part` less spaces, and less marks that are all there is or that stand alone at its ends."""
    part = part.strip(" \t\u00a0\u200b*_<>/\ufeff")
    part = re.sub(r"^[-–—:>]+\s+|\s+[-–—]+$", "", part).rstrip(": ")
    if part.startswith("(") and part.endswith(")") and part.count("(") == 1:
        part = part[1:-1].strip()
    if part.count('"') == 1 or (part.startswith('"') and part.endswith('"')):
        part = part.strip('" ')
    return part if part.strip(_MARKS) else ""
