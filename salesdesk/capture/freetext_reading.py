"""Reads the pieces of a pasted text one by one: time frames, follow-ups and addresses, before names are sought."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from salesdesk.capture import freetext_address as postal
from salesdesk.capture.freetext_days import find_day, find_past
from salesdesk.capture.freetext_details import without_label
from salesdesk.capture.freetext_followup import Said
from salesdesk.capture.freetext_followup import find as find_follow_up
from salesdesk.capture.freetext_kinds import is_person
from salesdesk.capture.freetext_spans import folded
from salesdesk.capture.freetext_who import Piece
from salesdesk.capture.freetext_words import FOLLOWING_TIME_FRAME, TIME_FRAMES
from salesdesk.domain.drafts import AddressDraft, FollowUpDraft, ProspectDraft
from salesdesk.domain.text import fold

# What is written like a day, whether there is such a day or not.
_DAY_SHAPED = re.compile(
    r"(?<![\w./-])(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}(?:[./](?:\d{4}|\d\d)?)?)(?![\w/-])"
)


@dataclass(slots=True)
class Reading:
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
        said = find_follow_up(piece.text, self.today)
        if said is None:
            return
        if self.follow_up is not None:
            self._add_day(piece, said)
            return
        before, rest = piece.text[: said.start], piece.text[said.start :]
        dated = said.verb and said.draft.day is not None and not _is_part_of_name(before, rest)
        short = self.single and said.start == 0 and len(rest.split()) <= 8
        alone = self.single and said.whole and not said.verb and bool(self.pieces)
        asked = said.verb and self.single and rest[0].islower() and len(rest.split()) <= 8
        if dated or alone or (asked and (short or is_person(before))):
            self._plan(rest, said)
            piece.text = before.strip(" ,.:-–")

    def _plan(self, rest: str, said: Said) -> None:
        """Plans what `rest` says; a day in it that does not exist or is over is left out, and the words are
        noted."""
        real = rest if said.draft.day else " ".join(_DAY_SHAPED.sub(" ", _without_past(rest)).split())
        if real != " ".join(rest.split()):
            self.notes.append(rest.strip())
        again = find_follow_up(real, self.today)
        self.follow_up = again.draft if again else said.draft

    def _add_day(self, piece: Piece, said: Said) -> None:
        """The day of a follow-up that a phone stood before: "ring Ola 912 34 567 i morgen"."""
        assert self.follow_up is not None
        if self.single and self.follow_up.day is None and said.draft.day and said.whole and not said.verb:
            self.follow_up = replace(self.follow_up, day=said.draft.day, time=said.draft.time)
            piece.text = ""

    @property
    def whom(self) -> str:
        """The name in "ring Ola", where the follow-up is all that tells it."""
        what = self.follow_up.what.partition(" ")[2] if self.follow_up else ""
        return what if is_person(what, least=1) else ""

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


def no_days(draft: ProspectDraft, today: date) -> tuple[list[str], list[str]]:
    """What was meant for a day and stayed in the note of `draft`: days that do not exist, and days gone by."""
    planned = draft.follow_up is not None and draft.follow_up.day is None
    shaped = [found[0] for found in _DAY_SHAPED.finditer(draft.note)]
    unreal = [one for one in shaped if find_day(folded(one).text, today) is None]
    if not planned:  # 24.70 may be a price; a day that is written with its year is meant for one
        return [one for one in unreal if len(one) > len("31/12/")], []
    past = _past(draft.note)
    return unreal, [draft.note[slice(*past)].strip(" ,.;:!")] if past else []


def _past(text: str) -> tuple[int, int] | None:
    words = folded(text)
    span = find_past(words.text)
    return words.original(*span) if span else None


def _without_past(text: str) -> str:
    span = _past(text)
    return text if span is None else f"{text[: span[0]]} {text[span[1] :]}"


def _is_part_of_name(before: str, rest: str) -> bool:
    """Whether the verb is a capital word inside capital words: "Oslo Ring AS"."""
    return bool(before.strip()) and rest[:1].isupper() and before.strip().split()[-1][:1].isupper()


def _street_before(street: Piece, city: Piece) -> bool:
    near = city.line - street.line <= 1
    return near and (
        postal.is_street(street.text) or bool(re.match(r"\d{1,4}[A-Za-z]?\s+[^\W\d_]", street.text))
    )
