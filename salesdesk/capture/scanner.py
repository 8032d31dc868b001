"""Handheld scanners type what they read, as a keyboard does, only faster: a burst of keys, told by their times.

Whatever has the keyboard gets the first few keys before it is certain; who asks takes those back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from salesdesk.capture.freetext import looks_like_vcard

GAP: Final = 30  # milliseconds: no person types four keys with less than this between each two
LEAST: Final = 4  # keys that make a burst certain
LULL: Final = 150  # milliseconds without a key that end a burst; a scanner may falter between two lines
_LONGEST: Final = 20_000  # characters; a QR code holds 4,296

# A symbology identifier that some scanners send first (ISO/IEC 15424), and the number of a badge.
_SYMBOLOGY: Final = re.compile(r"\][A-Za-z][0-9A-Za-z](?=.)")
_BADGE: Final = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9](?:[A-Za-z0-9_./:#-]{1,38}[A-Za-z0-9])")
_ADDRESS: Final = re.compile(
    r"(?i)[a-z][a-z0-9+.-]*://|www\.|[a-z0-9-]+\.[a-z]{2,}/|(?:tel|sms|mms|smsto|mmsto|mailto|matmsg|geo|wifi):"
)
_CARDS: Final = ("MECARD:", "BIZCARD:")


class Told(Enum):
    """What a key is: typed by a person, perhaps a scanner's, the one that makes it certain, one more of it."""

    TYPED = "typed"
    PERHAPS = "perhaps"
    CERTAIN = "certain"
    MORE = "more"


@dataclass(slots=True)
class Burst:
    """The keys of the present burst. Times are milliseconds of one clock; 0 is no time at all."""

    text: str = ""
    certain: bool = False
    _last: int = field(default=0, repr=False)

    def key(self, text: str, at: int) -> Told:
        """Takes a key that types `text` (a line's end for Enter) at the time `at`."""
        near = 0 < self._last <= at <= self._last + (LULL if self.certain else GAP)
        self._last = at
        if self.certain and near and len(self.text) < _LONGEST:
            self.text += text
            return Told.MORE
        self.text, self.certain = (self.text + text, False) if near else (text, False)
        if at == 0 or len(self.text) < LEAST:
            return Told.PERHAPS if near else Told.TYPED
        self.certain = True
        return Told.CERTAIN

    def over(self, at: int) -> bool:
        """Whether a key at the time `at` is no longer part of a burst that is certain."""
        return self.certain and not 0 < self._last <= at <= self._last + LULL

    def whole(self) -> bool:
        """Whether the burst has come to its end: a line's end, after the last line of a card."""
        if not self.certain or self.text[-1:] not in {"\r", "\n"}:
            return False
        return not looks_like_vcard(self.text) or self.text.rstrip().upper().endswith("END:VCARD")

    def take(self) -> str:
        """What was scanned, as one text; the next key begins anew."""
        text, self.text, self.certain, self._last = self.text, "", False, 0
        return cleaned(text)


def cleaned(text: str) -> str:
    """What a scanner typed, with lines ended in one way, and letters mended that it sent byte by byte."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n\t ")
    try:
        mended = lines.encode("latin-1").decode("utf-8")  # UTF-8 typed as the letters of its bytes: Ã¸ for ø
    except UnicodeError:
        mended = lines
    return _SYMBOLOGY.sub("", mended, count=1) if _SYMBOLOGY.match(mended) else mended


def badge_number(text: str) -> str:
    """The number of a badge, where `text` is one: a single word with a digit that is no address; else empty."""
    word = text.strip()
    return word if _BADGE.fullmatch(word) and not _ADDRESS.match(word) else ""


def tells_something(text: str) -> bool:
    """Whether `text` is worth reading as a scan, and is not a word or two that something typed quickly."""
    more_than_words = any(c.isdigit() or c in "@\n" for c in text) or _ADDRESS.match(text) is not None
    return more_than_words or looks_like_vcard(text) or text[:8].upper().startswith(_CARDS)
