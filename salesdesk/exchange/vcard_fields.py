"""What each property of a vCard says in the words of a draft, and how a draft says it in a vCard.

Reading and writing share these, because a line that is kept beside a field is written back only while it
still says what the field says.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from salesdesk.domain.drafts import AddressDraft, Detail, Photo
from salesdesk.exchange.vcard_lines import Line, escape, split, unescape

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_DAY = re.compile(r"(?a)(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_PLAIN_DAY = re.compile(r"(?a)\d{4}-\d\d-\d\d|\d{8}")
_APPLE_LABEL = re.compile(r"_?\$!<(.*)>!\$_?")
_IMAGES = {"jpg": "jpeg", "jpe": "jpeg", "tif": "tiff", "svg": "svg+xml", "x-bmp": "bmp"}
_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
)

# Types that say nothing a reader wouldn't take for granted, and the order, which the lines keep.
_SAYS_NOTHING = frozenset({"pref", "voice", "internet", "email"})
_READ_PARAMS = frozenset({"TYPE", "PREF", "VALUE"})
_PHONE_KINDS = (  # the first that fits: a fax at work is a fax
    ("fax", ("fax", "homefax", "workfax")),
    ("pager", ("pager",)),
    ("mobile", ("cell", "mobile", "iphone")),
    ("work", ("work",)),
    ("home", ("home",)),
    ("other", ("other",)),
)
_PLACE_KINDS = (("work", ("work",)), ("home", ("home",)), ("other", ("other",)))
_TYPE_OF_KIND = {"mobile": "cell"}


@dataclass(frozen=True, slots=True)
class Property(Generic[T]):
    """One property that a field of a draft holds."""

    key: str
    read: Callable[[Line], T | None]  # None: nothing that the field could hold
    write: Callable[[T], Line]
    whole: Callable[[Line], bool]  # whether `read` took everything that the value says

    def holds(self, line: Line, value: T | None) -> bool:
        """Whether `value`, which was read of it, says all that the line says, so that it needn't be kept."""
        if value is None or line.linked or not self.whole(line):
            return False
        if not line.params:
            return True
        types = {word for word in line.params.get("TYPE", []) if word not in _SAYS_NOTHING}
        return line.params.keys() <= _READ_PARAMS and (
            not types or types == set(self.write(value).params.get("TYPE", []))
        )


def preference(line: Line) -> int:
    """What to sort lines by so that the preferred one comes first (RFC 6350 §5.3): 1 to 100, 101 unsaid."""
    if not line.params:
        return 101
    said = line.params.get("PREF", ["1" if "pref" in line.params.get("TYPE", []) else ""])[0]
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else 101


def _kind(line: Line, kinds: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    types = line.params.get("TYPE", [])
    for kind, words in kinds:
        if any(word in words for word in types):
            return kind
    if line.label:
        found = _APPLE_LABEL.fullmatch(line.label)
        label = (found[1] if found else line.label).lower()
        return next((kind for kind, words in kinds if label in words), "" if label == "homepage" else "other")
    return ""


def _typed(name: str, value: str, kind: str) -> Line:
    return Line(name, value, params={"TYPE": [_TYPE_OF_KIND.get(kind, kind)]} if kind else {})


def _always(_line: Line) -> bool:
    return True


def _text(line: Line) -> str | None:
    return line.text or None


def _components(line: Line, count: int) -> list[str]:
    parts = line.parts()
    return parts + [""] * (count - len(parts))


def _names(line: Line) -> tuple[str, str] | None:
    """First and last name: RFC 6350 §6.2.2, the additional names after the given one."""
    last, given, *_rest = _components(line, 2)
    more = split(line.value, ";")[2:3]
    names = (given, *(unescape(name).strip() for name in split(more[0], ",") if more)) if more else (given,)
    return (" ".join(name for name in names if name), last)


def _n_line(names: tuple[str, str]) -> Line:
    return Line("N", f"{escape(names[1])};{escape(names[0])};;;")


def _company(line: Line) -> str | None:
    return line.parts()[0] or None


def _no_more_than(count: int) -> Callable[[Line], bool]:
    return lambda line: not any(line.parts()[count:])


def day_of(text: str) -> date | None:
    """A full date, with or without a time after it (RFC 6350 §4.3.1, RFC 2426 §3.1.5); None otherwise."""
    found = _DAY.match(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _birthday(line: Line) -> date | None:
    # Apple writes a birthday without its year as one of the year 1604, and says so.
    return None if "X-APPLE-OMIT-YEAR" in line.params else day_of(line.text)


def _phone(line: Line) -> Detail | None:
    value = re.sub(r"(?i)^tel:", "", line.text).strip()
    return Detail(value, _kind(line, _PHONE_KINDS)) if value else None


def _email(line: Line) -> Detail | None:
    value = re.sub(r"(?i)^mailto:", "", line.text).strip()
    return Detail(value, _kind(line, _PLACE_KINDS)) if value else None


def _web(line: Line) -> Detail | None:
    return Detail(line.text, _kind(line, _PLACE_KINDS)) if line.text else None


def _address(line: Line) -> AddressDraft | None:
    """RFC 6350 §6.3.1. A box and an extension are told with the street, as those of a table."""
    box, more, street, city, region, code, country = _components(line, 7)[:7]
    address = AddressDraft(
        street=", ".join(filter(None, (street, more, box))),
        postal_code=code,
        city=city,
        region=region,
        country=country,
        kind=_kind(line, _PLACE_KINDS),
    )
    return address or None


def _address_line(address: AddressDraft) -> Line:
    place = (address.street, address.city, address.region, address.postal_code, address.country)
    return _typed("ADR", ";;" + ";".join(escape(part) for part in place), address.kind)


def _address_whole(line: Line) -> bool:
    parts = _components(line, 7)
    return not any(parts[:2] + parts[7:])


NAMES = Property("N", _names, _n_line, _no_more_than(2))
FULL_NAME = Property("FN", _text, lambda name: Line("FN", escape(name)), _always)
COMPANY = Property("ORG", _company, lambda name: Line("ORG", escape(name)), _no_more_than(1))
TITLE = Property("TITLE", _text, lambda text: Line("TITLE", escape(text)), _always)
ROLE = Property("ROLE", _text, lambda text: Line("ROLE", escape(text)), _always)
LANGUAGE = Property("LANG", _text, lambda tag: Line("LANG", escape(tag, separators=False)), _always)
BIRTHDAY = Property(
    "BDAY",
    _birthday,
    lambda day: Line("BDAY", day.isoformat().replace("-", "")),
    lambda line: bool(_PLAIN_DAY.fullmatch(line.text)),
)
PHONE = Property("TEL", _phone, lambda d: _typed("TEL", escape(d.value), d.kind), _always)
EMAIL = Property("EMAIL", _email, lambda d: _typed("EMAIL", escape(d.value), d.kind), _always)
WEB = Property("URL", _web, lambda d: _typed("URL", escape(d.value, separators=False), d.kind), _always)
ADDRESS = Property("ADR", _address, _address_line, _address_whole)


def tags_of(line: Line) -> list[str]:
    """The items of a list such as CATEGORIES; vCard 2.1 parts them by semicolons (RFC 6350 §6.7.1)."""
    items = (unescape(item).strip() for part in split(line.value, ",") for item in split(part, ";"))
    return [item for item in items if item]


def photo_of(line: Line) -> Photo | None:
    """A picture that is inside of the card: `data:` (RFC 2397), or base64 of vCard 2.1 and 3.0."""
    head, comma, text = line.value.partition(",")
    inline = comma and head[:5].lower() == "data:"
    head = unescape(head.rstrip("\\"))[5:].lower() if inline else ""
    if not head.endswith(";base64") and (inline or "ENCODING" not in line.params):
        return None
    text = (text if inline else line.value).rstrip("=")
    try:
        content = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    kind = head.partition(";")[0] or media_type(line) or _looks_like(content)
    return Photo(kind, content) if content else None


def media_type(line: Line) -> str:
    """The kind of picture that a TYPE names (`JPEG`, `image/png`), empty if none does."""
    for word in (*line.params.get("MEDIATYPE", []), *line.params.get("TYPE", [])):
        major, _, minor = word.lower().rpartition("/")
        if major or minor in _IMAGES or minor in ("jpeg", "png", "gif", "bmp", "tiff", "webp", "heic"):
            return f"{major or 'image'}/{_IMAGES.get(minor, minor)}"
    return ""


def _looks_like(content: bytes) -> str:
    return next((kind for magic, kind in _MAGIC if content.startswith(magic)), "application/octet-stream")


def photo_line(photo: Photo) -> Line:
    """RFC 6350 §6.2.4."""
    return Line("PHOTO", f"data:{photo.media_type};base64,{base64.b64encode(photo.content).decode('ascii')}")
