"""Tells what a short piece of text is: a person, a title, a company, a greeting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from salesdesk.capture.freetext_words import (
    CLOSINGS,
    GREETINGS,
    LEGAL_FORMS,
    PARTICLES,
    SENT_FROM,
    TITLE_ENDINGS,
    TITLE_PHRASES,
    TITLES,
    TRADE_WORDS,
)
from salesdesk.domain.drafts import Detail
from salesdesk.domain.text import fold

_NAME_WORD: Final = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?")
# Providers of mail for everybody: their names say nothing about a company.
_FREE_MAIL: Final = frozenset(
    [
        "gmail",
        "googlemail",
        "outlook",
        "hotmail",
        "live",
        "msn",
        "yahoo",
        "icloud",
        "me",
        "mac",
        "aol",
        "online",
        "broadpark",
        "getmail",
        "lyse",
        "telia",
        "comhem",
        "bredband",
        "spray",
        "wp",
        "o2",
        "onet",
        "interia",
        "op",
        "poczta",
        "gazeta",
        "gmx",
        "web",
        "t-online",
        "freenet",
        "proton",
        "protonmail",
        "fastmail",
        "zoho",
        "mail",
        "vip",
    ]
)
# "Two1", and the 2 in "Bo 2 Berg"; "B2" is more often a hall than a name.
_NUMBERED_WORD: Final = re.compile(r"[^\W\d_]{2,}\d{1,3}|\d{1,2}")
_BRAND: Final = re.compile(r"\d{1,4}[-&+]?([^\W\d_])[\w-]*")  # 3M, 7-Eleven
_ENDS: Final = " ,.!-–"  # around a greeting
_SENT: Final = 6  # words of a line that a phone writes, "Sent from my Galaxy S24", at most
_SHORTEST: Final = 4  # letters of a domain that can be recognised in a name


def is_title_word(word: str) -> bool:
    """Whether one word is a title in one of the languages at hand."""
    folded = fold(word.strip(".,()/&"))
    return folded in TITLES or (len(folded) > 5 and folded.endswith(TITLE_ENDINGS))


def is_title(text: str) -> bool:
    """Whether `text` is what somebody is, not who: "Head of Purchasing", "Daglig leder"."""
    words = text.replace("/", " ").split()
    if not words or len(words) > 8 or has_legal_form(text):
        return False
    folded = f" {fold(text)} "
    return (
        is_title_word(words[0]) or is_title_word(words[-1]) or any(f" {p} " in folded for p in TITLE_PHRASES)
    ) or (len(words) <= 6 and any(is_title_word(word) and word[:1].isupper() for word in words))


def has_legal_form(text: str) -> bool:
    """Whether a legal form ends `text` ("AS", "Sp. z o.o."), or begins it, as in Vietnam."""
    words = text.split()
    if len(words) < 2:
        return False
    folded = [word.strip(",()").casefold() for word in words]  # not `fold`: Solveig Ås is no AS
    at_end = any(w in LEGAL_FORMS and not words[-i].islower() for i, w in enumerate(reversed(folded[-2:]), 1))
    return (
        at_end
        or "".join(folded).endswith(("z.o.o.", "zoo", "zo.o.", "&co.kg", "&co", "&co."))
        or folded[:2] == ["cong", "ty"]
    )


def has_trade_word(text: str) -> bool:
    """Whether a word stands in `text` that companies have in their names and people do not."""
    return any(fold(word.strip(".,()")) in TRADE_WORDS for word in text.split())


def is_person(text: str, *, least: int = 2) -> bool:
    """Whether `text` reads like the name of one person: two to five capital words, particles between."""
    words = text.split()
    if not least <= len(words) <= 5 or has_legal_form(text) or is_greeting(text):
        return False
    capital = 0
    for word in words:
        if not _NAME_WORD.fullmatch(word):
            return False
        if word[0].isupper() or word[0].lower() == word[0].upper():  # scripts without case
            capital += 1
        elif fold(word) not in PARTICLES:
            return False
    return capital >= least and not (words[-1].islower() and fold(words[-1]) in PARTICLES)


def is_numbered_person(text: str) -> bool:
    """Whether `text` is a name with a number in it: "Par Two1", "Bo 2 Berg"."""
    words = text.split()
    bare = [re.sub(r"\d", "", word) for word in words if not word.isdecimal()]
    numbered = [word for word in words if any(c.isdecimal() for c in word)]
    return (
        bool(numbered)
        and all(_NUMBERED_WORD.fullmatch(word) for word in numbered)
        and not (words[0].isdecimal() or words[-1].isdecimal())
        and is_person(" ".join(bare))
        and not has_trade_word(" ".join(bare))
    )


def is_brand(text: str) -> bool:
    """Whether `text` is a name that begins with a number and its letter: "3M Norge", "7-Eleven"."""
    first, *others = text.split() or [""]
    begins = _BRAND.fullmatch(first)
    return (
        begins is not None and begins[1].isupper() and len(others) < 4 and all(w[0].isupper() for w in others)
    )


def is_greeting(text: str) -> bool:
    """Whether `text` opens or closes a letter."""
    folded = fold(text.strip(_ENDS))
    return any(folded == greeting or folded.startswith(f"{greeting} ") for greeting in GREETINGS)


def without_closing(text: str) -> str:
    """`text` less the words that close a letter, with which nothing is said; empty where it is nothing else. Before
    other words than a name they stay: "regards the oak bowl"."""
    folded, words = fold(text.strip(_ENDS)), text.split()
    if folded in CLOSINGS or (len(words) <= _SENT and folded.startswith(SENT_FROM)):
        return ""
    closing = max((one for one in CLOSINGS if folded.startswith(f"{one} ")), key=len, default="")
    name = " ".join(words[len(closing.split()) :])
    return name if closing and is_person(name, least=1) and not has_legal_form(text) else text


def domain_labels(emails: Iterable[Detail], webs: Iterable[Detail]) -> tuple[str, ...]:
    """The names of the domains of `emails` and `webs` that may be a company's, without dots and endings."""
    hosts = [detail.value.rpartition("@")[2] for detail in emails]
    hosts += [re.sub(r"^(?:https?://)?(?:www\.)?", "", d.value.lower()).split("/")[0] for d in webs]
    found: list[str] = []
    for host in hosts:
        parts = fold(host).split(".")[:-1]
        if len(parts) > 1 and parts[-1] in {"co", "com"}:
            parts.pop()
        if parts and parts[-1] not in _FREE_MAIL and parts[-1] not in {"linkedin", "facebook", "instagram"}:
            found.append(parts[-1].replace("-", ""))
    return tuple(dict.fromkeys(found))


def resembles_domain(text: str, labels: Iterable[str]) -> bool:
    """Whether `text`, written as one word, is about the name of a domain."""
    from rapidfuzz import fuzz

    joined = _joined(text)
    if len(joined) < _SHORTEST or len(text) > 80:
        return False
    for label in labels:
        if len(label) >= _SHORTEST and (joined == label or fuzz.ratio(joined, label) >= 82):
            return True
        shorter, longer = sorted((joined, label), key=len)
        if len(shorter) >= _SHORTEST and longer.startswith(shorter) and len(shorter) * 2 >= len(longer):
            return True
        if _initials(text) == label and len(label) > 1:
            return True
    return False


def _joined(text: str) -> str:
    words = [fold(word) for word in text.split()]
    return "".join(c for word in words if word not in LEGAL_FORMS for c in word if c.isalnum())


def _initials(text: str) -> str:
    words = [fold(word) for word in text.split()]
    return "".join(word[:1] for word in words if word not in LEGAL_FORMS) if len(words) > 1 else ""


def in_mailbox(text: str, emails: Iterable[Detail]) -> bool:
    """Whether a word of the name `text` stands before the @ of one of `emails`."""
    boxes = [fold(detail.value.rpartition("@")[0]) for detail in emails]
    return any(len(word) > 2 and word in box for word in fold(text).split() for box in boxes)
