"""Decides who is meant: which piece of a pasted text is the name, which the title, which the company."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from salesdesk.capture import freetext_kinds as kinds
from salesdesk.capture.freetext_details import Found, without_label
from salesdesk.capture.freetext_words import LABELS
from salesdesk.domain.text import fold

_AT: Final = (" at ", " @ ", " from ", " fra ", " från ", " hos ", " z firmy ", " bei ", " ved ")
_MOST: Final = 40  # pieces looked at


@dataclass(slots=True)
class Piece:
    """What stands between two breaks of a text, and in which of its lines."""

    text: str
    line: int


@dataclass(slots=True)
class Who:
    """The parts of an answer to who is meant, and the pieces that are left over."""

    name: str = ""
    title: str = ""
    company: str = ""
    left: list[Piece] = field(default_factory=list[Piece])


def who(pieces: list[Piece], found: Found, *, sheet: bool) -> Who:
    """Names the pieces. `sheet`: they are the cells of a row, where first and last name may stand apart."""
    labels = kinds.domain_labels(found.emails, found.webs)
    answer = Who()
    pieces, rest = pieces[:_MOST], pieces[_MOST:]
    pieces = _labelled(pieces, answer)
    pieces = _cells_joined(pieces) if sheet else _turned(pieces, found)
    pieces = [part for piece in pieces for part in _divided(piece, labels, found)]
    _choose_title(pieces, answer)
    _choose_strong_company(pieces, answer, labels)
    _choose_name(pieces, answer, found)
    _choose_weak_company(pieces, answer)
    answer.left = [*pieces, *rest]
    return answer


def _labelled(pieces: list[Piece], answer: Who) -> list[Piece]:
    """Takes what is called by its field: "Firma: Fjord Interiør"."""
    left: list[Piece] = []
    for piece in pieces:
        what, text = without_label(piece.text)
        if what in {"name", "company", "title"} and text and not getattr(answer, what):
            setattr(answer, what, text)
        else:
            left.append(piece)
    return left


def _cells_joined(pieces: list[Piece]) -> list[Piece]:
    """First and last name of neighbouring cells as one piece."""
    for i, (first, last) in enumerate(pairwise(pieces)):
        one_each = len(first.text.split()) == len(last.text.split()) == 1
        both = f"{first.text} {last.text}"
        if i < 2 and one_each and first.line == last.line and kinds.is_person(both):
            if kinds.has_trade_word(both) or kinds.is_title(both):
                continue
            return [*pieces[:i], Piece(both, first.line), *pieces[i + 2 :]]
    return pieces


def _turned(pieces: list[Piece], found: Found) -> list[Piece]:
    """ "Solheim, Ingrid" as one name, where the mail address holds both."""
    for i, (last, first) in enumerate(pairwise(pieces[:4])):
        one_each = len(first.text.split()) == len(last.text.split()) == 1
        if one_each and all(kinds.in_mailbox(piece.text, found.emails) for piece in (first, last)):
            return [*pieces[:i], Piece(f"{first.text} {last.text}", last.line), *pieces[i + 2 :]]
    return pieces


def _divided(piece: Piece, labels: tuple[str, ...], found: Found) -> list[Piece]:
    """A piece that holds a name with a title or a company after it, divided there."""
    for connection in _AT:
        left, at, right = piece.text.partition(connection)
        if at and right[:1].isupper() and (kinds.is_person(left, least=1) or kinds.is_title(left)):
            return [*_divided(Piece(left, piece.line), labels, found), Piece(right, piece.line)]
    words = piece.text.split()
    titles = [i for i, word in enumerate(words) if kinds.is_title_word(word)]
    if titles and titles[0] >= 2 and kinds.is_person(" ".join(words[: titles[0]])):
        end = titles[-1] + 1
        parts = [words[: titles[0]], words[titles[0] : end], words[end:]]
        if parts[2] and not _is_company(" ".join(parts[2]), labels):
            parts = [parts[0], parts[1] + parts[2]]
        return [Piece(" ".join(part), piece.line) for part in parts if part]
    if titles and titles[0] == 0 and len(words) > titles[-1] + 2:
        name = " ".join(words[titles[-1] + 1 :])
        if kinds.is_person(name) and kinds.in_mailbox(name, found.emails):
            return [Piece(" ".join(words[: titles[-1] + 1]), piece.line), Piece(name, piece.line)]
    return _name_and_company(piece, words, labels, found)


def _name_and_company(piece: Piece, words: list[str], labels: tuple[str, ...], found: Found) -> list[Piece]:
    """ "Ingrid Solheim Fjord Interiør", where the mail address tells where the company begins."""
    for k in range(2, len(words)) if len(words) <= 10 else ():
        name, company = " ".join(words[:k]), " ".join(words[k:])
        told = kinds.resembles_domain(company, labels) or (
            kinds.in_mailbox(name, found.emails)
            and not kinds.in_mailbox(company, found.emails)
            and _is_company(company, labels)
        )
        if (
            told
            and kinds.is_person(name)
            and not kinds.has_trade_word(name)
            and not kinds.resembles_domain(piece.text, labels)
        ):
            return [Piece(name, piece.line), Piece(company, piece.line)]
    return [piece]


def _is_company(text: str, labels: tuple[str, ...]) -> bool:
    return kinds.has_legal_form(text) or kinds.has_trade_word(text) or kinds.resembles_domain(text, labels)


def _take(pieces: list[Piece], piece: Piece) -> str:
    pieces.remove(piece)
    return piece.text


def _choose_title(pieces: list[Piece], answer: Who) -> None:
    for piece in () if answer.title else pieces[:12]:
        if kinds.is_title(piece.text) and not kinds.is_greeting(piece.text) and len(piece.text) < 80:
            answer.title = _take(pieces, piece)
            return


def _choose_strong_company(pieces: list[Piece], answer: Who, labels: tuple[str, ...]) -> None:
    if answer.company:
        return
    people = [p for p in pieces if kinds.is_person(p.text) and not kinds.has_trade_word(p.text)]
    short = [p for p in pieces[:20] if len(p.text.split()) <= 8 and _looks_named(p.text)]
    legal = [p for p in short if kinds.has_legal_form(p.text)]
    alike = [
        p for p in short if kinds.resembles_domain(p.text, labels) and (p not in people or len(people) > 1)
    ]
    trade = [p for p in short if kinds.has_trade_word(p.text)]
    for piece in (*legal, *alike, *trade):
        answer.company = _take(pieces, piece)
        return


def _looks_named(text: str) -> bool:
    """Whether `text` could be a name at all: no greeting, no sentence."""
    if kinds.is_greeting(text) or text[-1:] in "!?" or not any(c.isalpha() for c in text):
        return False
    if sum(c.isdecimal() for c in text) > 4:
        return False
    lower = [w for w in text.split() if w[:1].islower() and len(w) > 3]
    return text[:1].isupper() or text[:1].isdigit() or len(lower) <= (2 if len(text.split()) == 2 else 1)


def _choose_name(pieces: list[Piece], answer: Who, found: Found) -> None:
    if answer.name:
        return
    people = [piece for piece in pieces if kinds.is_person(piece.text)]
    mailed = [piece for piece in people if kinds.in_mailbox(piece.text, found.emails)]
    for piece in (*mailed, *people[:1]):
        answer.name = _take(pieces, piece)
        return
    for piece in [p for p in pieces if not kinds.is_greeting(p.text)][:1]:
        words = piece.text.split()
        plain = all(c.isalpha() or c in " -'’." for c in piece.text) and fold(piece.text) not in LABELS
        typed_fast = piece.text.islower() and len(words) in {1, 2, 3} and piece is pieces[0]
        if (plain and (kinds.is_person(piece.text, least=1) or typed_fast)) or kinds.is_numbered_person(
            piece.text
        ):
            answer.name = _take(pieces, piece)


def _choose_weak_company(pieces: list[Piece], answer: Who) -> None:
    """The piece beside the name, where nothing else says that it is a company."""
    if answer.company or not answer.name:
        return
    for piece in pieces[:2]:
        words = piece.text.split()
        if len(words) > 6 or not _looks_named(piece.text) or fold(piece.text).isdigit():
            continue
        if (
            piece.text[:1].isupper()
            or kinds.is_brand(piece.text)
            or (answer.name.islower() and len(words) <= 2)
        ):
            if not piece.text.endswith((".", ":")):
                answer.company = _take(pieces, piece)
            return
        return
