"""Decides which lines of a card are the name, the title and the company, all three at once.

No word list decides alone: what counts is size, place, neighbours, the mailbox and the domain, and words besides.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from salesdesk.capture import freetext_kinds as kinds
from salesdesk.capture.cards.fields import Field, field
from salesdesk.capture.cards.likeness import covered
from salesdesk.capture.cards.lines import Line
from salesdesk.capture.cards.spelling import lacks_marks, name_in_case, title_in_case
from salesdesk.capture.cards.vietnamese_words import TITLES
from salesdesk.domain.drafts import Detail
from salesdesk.domain.text import fold

_MOST: Final = 14  # pieces looked at
_DEGREES: Final = re.compile(
    r",?\s+(?:ph\.?d|mba|msc|m\.sc|bsc|b\.sc|cpa|esq|jr|sr|md|pmp|cfa)\.?\b", re.IGNORECASE
)
_HONORIFIC: Final = re.compile(
    r"^(?:dr|prof|mr|mrs|ms|dipl|ing|mgr|inż|inz|dr\.-ing|hr|fr|herr|frau|ths|ts|ông|bà)\.\s", re.IGNORECASE
)
_DIVIDED: Final = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+|,\s+")
_VIETNAMESE_TITLES: Final = tuple(fold(title) for title in TITLES)
_SHARED: Final = frozenset(
    (
        "info",
        "post",
        "mail",
        "office",
        "kontakt",
        "contact",
        "sales",
        "hello",
        "salg",
        "firmapost",
        "biuro",
        "hei",
    )
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or lines that belong together, that may be one of the three."""

    text: str
    lines: tuple[Line, ...]
    size: float  # its letters' height, over the middle of all

    @property
    def top(self) -> int:
        return self.lines[0].box.top

    @property
    def bottom(self) -> int:
        return self.lines[-1].box.bottom

    @property
    def left(self) -> int:
        return self.lines[0].box.left

    @property
    def right(self) -> int:
        return self.lines[0].box.right

    def meets(self, other: Piece) -> bool:
        """Whether both hold the same line."""
        return any(one is two for one in self.lines for two in other.lines) and self.text != other.text


@dataclass(frozen=True, slots=True)
class _Scored:
    """A piece with what speaks for it as each of the three."""

    piece: Piece
    name: float
    title: float
    company: float


def who(
    lines: Sequence[Line], *, emails: Sequence[str], webs: Sequence[str], region: str, usual: float
) -> tuple[tuple[Field, ...], tuple[Line, ...]]:
    """The name, title and company among `lines`, and the lines that are left. `usual` is the height of the other
    lines of the card, in pixels."""
    boxes = [box for one in emails if (box := fold(one.partition("@")[0])) not in _SHARED]
    labels = kinds.domain_labels([Detail(one) for one in emails], [Detail(one) for one in webs])
    pieces = list(_pieces(lines, usual))
    scored = [_scored(piece, boxes, labels) for piece in pieces]
    name, title, company, lead = _best(scored)
    found: list[Field] = []
    if name is not None:
        certain = _mailed(name.text, boxes) >= 0.6 or lead > 2
        sure = 1.0 if certain and not lacks_marks(name.text, region) else 0.7
        value = name_in_case(name.text)
        found.append(field("name", value, name.lines, sure=sure))
    if title is not None:
        sure = 1.0 if _is_title(title.text) or (name and _below(title, name)) else 0.7
        found.append(field("title", title_in_case(title.text, region), title.lines, sure=sure))
    if company is not None:
        told = kinds.has_legal_form(company.text) or _owned(company.text, labels) >= 0.5
        found.append(field("company", company.text, company.lines, sure=1.0 if told else 0.7))
    chosen = [piece for piece in (name, title, company) if piece is not None]
    return tuple(found), _left(lines, chosen)


def _left(lines: Sequence[Line], chosen: Sequence[Piece]) -> tuple[Line, ...]:
    left: list[Line] = []
    for line in lines:
        taken = [piece for piece in chosen if any(_same_place(one, line) for one in piece.lines)]
        rest = line.text
        for piece in taken:
            rest = "" if len(piece.lines) > 1 else rest.replace(piece.text, "", 1)
        rest = rest.strip(" ,|•·–—-")
        if rest:
            left.append(replace(line, text=rest))
    return tuple(left)


def _same_place(one: Line, other: Line) -> bool:
    return one.box == other.box


def _pieces(lines: Sequence[Line], usual: float) -> Iterator[Piece]:
    """The lines, what stands on one divided, and neighbours of the same size joined."""
    lines = lines[:_MOST]
    for line in lines:
        size = line.box.height / usual
        for part in _divided(line.text):
            yield Piece(part, (replace(line, text=part) if part != line.text else line,), size)
    for one in lines:
        for two in lines:
            if _goes_on(one, two):
                yield Piece(
                    f"{one.text} {two.text}", (one, two), (one.box.height + two.box.height) / 2 / usual
                )


def _divided(text: str) -> list[str]:
    """ "Jan Kowalski | Prezes" as two; what is one stays whole."""
    parts = [part.strip() for part in _DIVIDED.split(text) if part.strip()]
    if len(parts) < 2 or len(parts) > 3 or kinds.has_legal_form(text) or _DEGREES.search(text):
        return [text]
    person = any(kinds.is_person(part) and not _is_title(part) for part in parts)
    return parts if person and any(_is_title(part) for part in parts) else [text]


def _goes_on(one: Line, two: Line) -> bool:
    """Whether `two` is the next line of what `one` begins: as large, close below, in the same column."""
    height = max(one.box.height, two.box.height)
    alike = abs(one.box.height - two.box.height) < 0.2 * height
    gap = two.box.top - one.box.bottom
    centre = abs(one.box.left + one.box.right - two.box.left - two.box.right) / 2
    column = min(abs(one.box.left - two.box.left), abs(one.box.right - two.box.right), centre) < height
    return alike and column and -0.5 * height < gap < 0.45 * height and one is not two


def _is_title(text: str) -> bool:
    """Whether the words of `text` say that it is a title; that of a Vietnamese begins with what it is."""
    plain = fold(text)
    return kinds.is_title(text) or any(
        plain == one or plain.startswith(f"{one} ") for one in _VIETNAMESE_TITLES
    )


def _mailed(text: str, boxes: Sequence[str]) -> float:
    """How much of a mailbox the words of `text` account for."""
    return max((covered(text, box) for box in boxes), default=0.0)


def _owned(text: str, labels: Sequence[str]) -> float:
    """How much of a domain the words of `text` account for."""
    return max((covered(text, label) for label in labels), default=0.0)


def _is_own_name(text: str, boxes: Sequence[str]) -> bool:
    """Whether a word that is a legal form as well ("Asa") stands in the mailbox with all others."""
    words = fold(text).split()
    return len(words) > 1 and any(all(len(word) > 2 and word in box for word in words) for box in boxes)


def _scored(piece: Piece, boxes: Sequence[str], labels: Sequence[str]) -> _Scored:
    text = piece.text
    bare = _DEGREES.sub("", _HONORIFIC.sub("", text))
    own = _is_own_name(bare, boxes)
    person, title = own or kinds.is_person(bare), _is_title(text)
    legal, trade = not own and kinds.has_legal_form(text), kinds.has_trade_word(text)
    mailed, owned = _mailed(bare, boxes), _owned(text, labels)
    count, size = len(text.split()), min(piece.size, 2.5)
    numbers = any(c.isdigit() for c in text)
    sentence = count > 3 and sum(word[:1].islower() for word in text.split()) * 2 > count
    honoured = bool(_HONORIFIC.match(text) or _DEGREES.search(text))
    wrapped = len(piece.lines) > 1
    name = 2.0 * person + 3.5 * mailed + 1.2 * size + 1.5 * honoured
    name -= (
        5 * legal
        + 2.5 * title * (mailed < 0.6)
        + 1.5 * trade
        + 4 * numbers
        + 3 * ("&" in text)
        + 2 * sentence
    )
    name -= 1.5 * owned * (mailed < 0.6) + 2.5 * (count == 1) + 3 * (not person) + 1.0 * wrapped
    company = 4.0 * legal + 3.5 * owned + 1.2 * trade + 0.8 * size
    company -= (
        2.5 * title * (not legal) * (owned < 0.6)
        + 3 * mailed * person * (not legal) * (owned < 0.9)
        + 2 * sentence
    )
    company -= 1.0 * numbers * (not legal) + 1.0 * wrapped * (not legal) + 0.4 * (person and not legal)
    right = (
        3.0 * title
        - 4 * legal
        - 2.5 * owned
        - 3 * mailed
        - 1.5 * numbers
        - 1.0 * sentence
        - 0.8 * wrapped * (not title)
    )
    right -= 0.8 * max(size - 1.2, 0) + 0.5 * trade
    return _Scored(piece, name, right, company)


def _best(scored: Sequence[_Scored]) -> tuple[Piece | None, Piece | None, Piece | None, float]:
    """The three that fit best together, each None where nothing does, and by how much the name leads."""
    names: list[_Scored | None] = [*sorted(scored, key=lambda one: -one.name)[:5], None]
    best: tuple[float, _Scored | None, _Scored | None, _Scored | None] = (float("-inf"), None, None, None)
    by_name: dict[str, float] = {}
    top = min((one.piece.top for one in scored), default=0)
    for name in names:
        for title in (*scored, None):
            for company in (*scored, None):
                total = _together(name, title, company, top)
                if total is None:
                    continue
                key = name.piece.text if name else ""
                by_name[key] = max(by_name.get(key, float("-inf")), total)
                if total > best[0]:
                    best = (total, name, title, company)
    _total, name, title, company = best
    others = [total for key, total in by_name.items() if key and key != (name.piece.text if name else "")]
    lead = best[0] - max(others, default=best[0] - 5)
    return (
        name.piece if name else None,
        title.piece if title else None,
        company.piece if company else None,
        lead,
    )


def _together(name: _Scored | None, title: _Scored | None, company: _Scored | None, top: int) -> float | None:
    """What speaks for three pieces as the three; None where two of them share a line."""
    chosen = [one.piece for one in (name, title, company) if one is not None]
    for i, one in enumerate(chosen):
        if any(one is other or one.meets(other) for other in chosen[i + 1 :]):
            return None
    total = name.name if name else 2.0
    total += company.company if company else 1.0
    if company is not None:
        total += 0.6 * (company.piece.top == top)
    if title is not None:
        total += title.title - 0.6
        if name is not None:
            total += 2.2 * _below(title.piece, name.piece) + 0.8 * _below(name.piece, title.piece)
            total += 0.4 * (title.piece.size < name.piece.size * 0.95) + 2.0 * _on_one_line(
                title.piece, name.piece
            )
        if company is not None and _below(title.piece, company.piece):
            total -= 0.6
    return total


def _on_one_line(one: Piece, other: Piece) -> bool:
    return one.lines[0].box == other.lines[0].box


def _below(lower: Piece, upper: Piece) -> bool:
    """Whether `lower` stands right below `upper`, beginning, ending or centred where it does."""
    gap = lower.top - upper.bottom
    height = max(upper.lines[-1].box.height, lower.lines[0].box.height)
    centre = abs(lower.left + lower.right - upper.left - upper.right) / 2
    column = min(abs(lower.left - upper.left), abs(lower.right - upper.right), centre) < height
    return column and -0.6 * height < gap < 1.1 * height


def usual_height(lines: Sequence[Line]) -> float:
    """The height of most lines of a card, in pixels."""
    return statistics.median(line.box.height for line in lines) if lines else 1.0
