"""Paste anything: a line, a signature, a row of a sheet or a MECARD becomes a prospect, and nothing is lost.

What is not understood goes to the note. Only the head of a long text is looked at, so that it takes no longer
to paste a book.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Final

from salesdesk.capture import freetext_address as postal
from salesdesk.capture import freetext_mecard
from salesdesk.capture.freetext_details import Found, take, without_label
from salesdesk.capture.freetext_followup import find as find_follow_up
from salesdesk.capture.freetext_followup import follow_up
from salesdesk.capture.freetext_spans import BREAK
from salesdesk.capture.freetext_who import Piece, who
from salesdesk.capture.freetext_words import FOLLOWING_TIME_FRAME, LEGAL_FORMS, TIME_FRAMES
from salesdesk.domain.drafts import AddressDraft, FollowUpDraft, ProspectDraft
from salesdesk.domain.text import fold

__all__ = ["follow_up", "looks_like_vcard", "parse"]

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
    card = freetext_mecard.read(text)
    if card:
        return card
    head, tail = _head(text)
    sheet = _separator(head)
    found = Found()
    reading = _Reading(today, single=len(head) == 1)
    for number, line in enumerate(head):
        what, said = without_label(line)
        if what == "note":
            reading.notes.append(said)
            continue
        cells = _cells(line, sheet) if sheet else [line]
        kept = BREAK.join(take(cell, region, found) for cell in cells)
        for text_of in _pieces(kept):
            reading.add(Piece(text_of, number))
    answer = who(reading.pieces, found, sheet=bool(sheet))
    return ProspectDraft(
        name=answer.name,
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
            if cells and fold(cell).rstrip(".") in LEGAL_FORMS and cell.strip() != cell.strip().lower():
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
    part = part.strip(" \t\u00a0\u200b*_<>\ufeff")
    part = re.sub(r"^[-–—:>]+\s+|\s+[-–—:]+$", "", part).strip()
    if part.startswith("(") and part.endswith(")") and part.count("(") == 1:
        part = part[1:-1].strip()
    if part.count('"') == 1 or (part.startswith('"') and part.endswith('"')):
        part = part.strip('" ')
    return part if part.strip(_MARKS) else ""


@dataclass(slots=True)
class _Reading:
    """The pieces read so far, and what was understood of them on the way."""

    today: date
    single: bool  # the text is one line, as a person types it
    pieces: list[Piece] = field(default_factory=list[Piece])
    addresses: list[AddressDraft] = field(default_factory=list[AddressDraft])
    notes: list[str] = field(default_factory=list[str])
    time_frame: str = ""
    follow_up: FollowUpDraft | None = None

    def add(self, piece: Piece) -> None:
        """Takes what is not a name out of `piece`, and keeps what is left of it."""
        self._take_time_frame(piece)
        self._take_follow_up(piece)
        self._take_time_frame(piece)
        if piece.text and not self._take_address(piece):
            self.pieces.append(piece)

    def _take_time_frame(self, piece: Piece) -> None:
        words = piece.text.split()
        if self.time_frame or not words or len(words) > 12:
            return
        for i in dict.fromkeys((0, len(words) - 1)):
            said = TIME_FRAMES.get(fold(words[i].strip(".,!:")), "")
            rest = words[:i] + words[i + 1 :]
            labels = i == 0 and words[0].endswith(":")  # "Hot: …"
            if said and rest and i == 0 and fold(rest[0].strip(".,!:")) in FOLLOWING_TIME_FRAME:
                del rest[0]
            elif not rest or labels or (words[i].islower() and self._stands_alone(" ".join(rest))):
                pass
            else:
                continue
            if said:
                self.time_frame = said
                piece.text = " ".join(rest)
                return

    def _stands_alone(self, rest: str) -> bool:
        """Whether `rest` is a name or something to do, beside which "hot" is no word of a sentence."""
        if all(not word[:1].islower() for word in rest.split()):
            return True
        said = find_follow_up(rest, self.today)
        return said is not None and ((said.verb and said.draft.day is not None) or said.start == 0)

    def _take_follow_up(self, piece: Piece) -> None:
        said = find_follow_up(piece.text, self.today) if self.follow_up is None else None
        if said is None:
            return
        before, rest = piece.text[: said.start], piece.text[said.start :]
        dated = said.verb and said.draft.day is not None and not _is_part_of_name(before, rest)
        ordered = (
            self.single and said.start == 0 and said.verb and rest[0].islower() and len(rest.split()) <= 8
        )
        alone = self.single and said.whole and not said.verb and bool(self.pieces)
        if dated or ordered or alone:
            again = find_follow_up(rest, self.today)
            self.follow_up = again.draft if again else said.draft
            piece.text = before.strip(" ,.:-–")

    def _take_address(self, piece: Piece) -> bool:
        """Takes a postal code with its city, and the street in the pieces just before it."""
        what, text = without_label(piece.text)
        if len(text) > 200 or not text:
            return False
        land = postal.country(text) if self.addresses else ""
        if land and self.addresses[-1].country in {"", land}:
            self.addresses[-1] = replace(self.addresses[-1], country=land)
            return True
        found = postal.find(text)
        if found is not None:
            self.addresses.append(self._with_street(found, piece))
        elif what == "address" or (
            postal.says_street(text) and not self.addresses and len(text.split()) <= 6
        ):
            self.addresses.append(AddressDraft(street=text))
        return found is not None or (bool(self.addresses) and self.addresses[-1].street == text)

    def _with_street(self, address: AddressDraft, piece: Piece) -> AddressDraft:
        """`address`, found in `piece`, with the street that stands in the pieces before it."""
        if address.street:
            return address
        if self.addresses and not self.addresses[-1].city:
            address = replace(address, street=self.addresses.pop().street)
        while self.pieces and _street_before(self.pieces[-1], piece):
            address = postal.joined(address, self.pieces.pop().text)
        return address


def _is_part_of_name(before: str, rest: str) -> bool:
    """Whether the verb is a capital word inside capital words: "Oslo Ring AS"."""
    return bool(before.strip()) and rest[:1].isupper() and before.strip().split()[-1][:1].isupper()


def _street_before(street: Piece, city: Piece) -> bool:
    near = city.line - street.line <= 1
    return near and (
        postal.is_street(street.text) or bool(re.match(r"\d{1,4}[A-Za-z]?\s+[^\W\d_]", street.text))
    )
