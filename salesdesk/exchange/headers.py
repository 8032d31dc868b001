"""What a column of a table is about, told from its header, whichever program or language wrote it.

Headers are folded to plain words first ("E-mail 1 - Value" → "e mail 1 value"). A few are known whole; the
others are taken apart into words of kind (work, home, mobile, fax), a number and what is left, which is
looked up. The words are those that Google, Outlook, HubSpot, Pipedrive, LinkedIn, Thunderbird, Roundcube,
Apple, Odoo and EspoCRM put into their exports, and plain ones in seven languages.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from salesdesk.exchange import header_words

FIELDS = (
    "id", "uid", "first_name", "last_name", "name", "company", "title", "phone", "email", "web",
    "street", "city", "postal_code", "region", "country", "birthday", "note", "tags", "source",
    "source_which", "fair", "stage", "time_frame", "language", "trade", "size", "segment_region",
    "consent", "customer_since", "asked_about", "badge",
    "follow_up", "follow_up_kind", "follow_up_day", "follow_up_time", "met",
)  # fmt: skip
MANY = frozenset({"phone", "email", "web"})  # a person has several of these
PLACES = frozenset(  # the parts of an address
    (
        "street",
        "street_more",
        "street_number",
        "formatted",
        "po_box",
        "city",
        "postal_code",
        "region",
        "country",
    )
)
NAMED = "named"  # of a note that stands under the name of its column
_WAYS = frozenset({"smtp", "ex"})  # Outlook's "E-mail Type": how a letter travels, not whose it is
_KINDS = {word: kind for kind, words in header_words.KINDS.items() for word in words.split()}
_NOISE = frozenset(header_words.NOISE.split())
_OWNERS = frozenset(header_words.OWNERS.split())
_OTHERS = frozenset(header_words.OTHERS.split())
_DIGITS = frozenset("123456789")
_NOT_DECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column goes.

    `field` is one of FIELDS or a part of one (middle_name, street_more, birth_year, label …); `number` tells
    the second phone from the first; `of` is the field that a label belongs to.
    """

    field: str
    kind: str = ""
    number: int = 0
    of: str = ""


def fold(header: str) -> str:
    """`header` as plain lower-case words: no accents, no signs, no camelCase."""
    words = re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])", " ", header.strip())
    plain = unicodedata.normalize("NFKD", words.lower()).translate(_NOT_DECOMPOSED)
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare))


@lru_cache(maxsize=4096)
def target(header: str) -> Target | None:
    """What a column of this header holds, or None where the header says nothing known."""
    if len(header) > 200:
        return None
    if header in FIELDS:
        return Target(header)  # our own names mean what they say: `title` is no courtesy
    folded = fold(header)
    words = folded.split()
    if len(words) > 1 and words[0] in _OWNERS and folded not in _vocabulary():
        words = words[1:]
    if not _OTHERS.isdisjoint(words):
        return None
    return _whole(words) or _in_parts(words)


@lru_cache(maxsize=256)  # asked of each row, and a file has a few labels
def kind_of(label: str) -> str:
    """`work`, `home`, `mobile`, `fax`, `pager` or `other` for a label such as "* Work"; "" for none."""
    words = fold(label).split()
    kinds = [_KINDS[w] for w in words if w in _KINDS]
    if "fax" in kinds:
        return "fax"
    if not words or words[0] in _WAYS:
        return ""
    return kinds[-1] if kinds else "other"


def known(header: str) -> bool:
    """Whether a cell reads like a header of ours."""
    return target(header.strip()) is not None


def is_noted(header: str) -> bool:
    """Whether this is a word of some program of which we know that no field holds it, or that another column
    has taken its field: what stands under it goes into the note, and nobody need be asked."""
    words = [word for word in fold(header).split() if not word.isdecimal()]
    bare = words[1:] if len(words) > 1 and words[0] in _OWNERS else words
    noted = _noted()
    return (
        " ".join(words) in noted or " ".join(bare) in noted or not _OTHERS.isdisjoint(words) or known(header)
    )


@cache
def _noted() -> frozenset[str]:
    return frozenset(fold(word) for word in header_words.NOTED.split(" | "))


def _whole(words: list[str]) -> Target | None:
    entry = _vocabulary().get(" ".join(words))
    number = 0
    if entry is None and len(words) > 1 and words[-1] in _DIGITS:
        number, entry = int(words[-1]), _vocabulary().get(" ".join(words[:-1]))
        if entry is None or entry.partition(":")[0] not in MANY:
            return None
    if entry is None:
        return None
    field, _sep, kind = entry.partition(":")
    return Target(field, kind, number)


@cache
def _vocabulary() -> dict[str, str]:
    """Folded header → `field` or `field:kind`."""
    return {fold(word): field for field, words in header_words.WHOLE.items() for word in words.split(" | ")}


@cache
def _bases() -> dict[str, str]:
    return {fold(word): field for field, words in header_words.BASES.items() for word in words.split(" | ")}


def _in_parts(words: list[str]) -> Target | None:
    """ "business phone 2" → a phone for work, number 2; "phone 1 label" → the label of phone 1."""
    numbers = [int(w) for w in words if w.isdecimal() and w.isascii() and len(w) < 4]
    kinds = [_KINDS[w] for w in words if w in _KINDS]
    label = bool(words) and words[-1] in {"type", "label", "kind"}
    rest = [w for w in words if w not in _KINDS and w not in _NOISE and not w.isdecimal()]
    if label:
        rest = rest[:-1] if rest and rest[-1] in {"type", "label", "kind"} else rest
    number = numbers[0] if numbers else 0
    kind = "fax" if "fax" in kinds else (kinds[-1] if kinds else "")
    field = _bases().get(" ".join(rest))
    if field is None and not rest and kind in {"mobile", "fax", "pager"}:
        field = "phone"
    if field is None:
        return None
    if label:
        return Target("label", "", number, of="address" if field in PLACES else field)
    if field in {"street", "formatted"} and number > 1 and not _numbered_address(words):
        return Target("street_more", kind)
    return Target(field, kind, number if field in MANY or _numbered_address(words) else 0)


def _numbered_address(words: list[str]) -> bool:
    """Whether the number counts addresses ("address 2 street"), not lines of one ("street 2")."""
    return any(
        w == "address" and words[i + 1].isdecimal() and i + 2 < len(words) for i, w in enumerate(words[:-1])
    )
