"""Makes a draft of the properties of one card, and keeps every line that no field holds exactly.

The lines kept stand in the order in which they are written back. Two rules tell what they are then:
a kept line of a property that a draft has once (N, ORG, TITLE …) brings all lines of that property with
it, and the first of them belongs to the field; a kept phone, email, web or postal address belongs to the
part that it says.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from salesdesk.domain.drafts import ProspectDraft
from salesdesk.exchange import vcard_fields as fields
from salesdesk.exchange.vcard_lines import Line, linked, parsed, written
from salesdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from salesdesk.domain.drafts import Photo
    from salesdesk.exchange.vcard_fields import Property

T = TypeVar("T")

PRODID = "-//Salesdesk//Salesdesk//EN"
OURS = "X-SALESDESK-"
URN = "urn:uuid:"
_DOMAIN = re.compile(r"(?i)^(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:www\.)?")
NOT_KEPT = frozenset({"VERSION", "PRODID", "REV", "BEGIN", "END"})  # they tell of the file, not of the person


class _Card:
    """The lines of a card, taken one property at a time; what is not taken is kept."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.by_key: dict[str, list[Line]] = {}
        for line in linked(lines):
            self.by_key.setdefault(line.key, []).append(line)
        self.kept: dict[str, list[Line]] = {}
        self.ours = any(line.text == PRODID for line in self.by_key.get("PRODID", []))

    def lines(self, key: str) -> list[Line]:
        """The lines of a property, the preferred one first."""
        found = self.by_key.pop(key, [])
        return sorted(found, key=fields.preference) if len(found) > 1 else found

    def one(self, prop: Property[T]) -> T | None:
        """The field of the first line."""
        lines = self.lines(prop.key)
        if not lines:
            return None
        value = prop.read(lines[0])
        if len(lines) > 1 or not prop.holds(lines[0], value):
            self.kept[prop.key] = [_without_order(line) for line in lines]
        return value

    def all(self, prop: Property[T]) -> tuple[T, ...]:
        """The parts that the lines make."""
        lines = self.lines(prop.key)
        if not lines:
            return ()
        said = [(prop.read(line), line) for line in lines]
        # An address of empty components is none.
        self.kept[prop.key] = [
            _without_order(line) for value, line in said if not prop.holds(line, value) and any(line.parts())
        ]
        return tuple(value for value, _line in said if value is not None)

    def items(self, key: str) -> tuple[str, ...]:
        """The items of lists, each once."""
        lines = self.by_key.pop(key, [])
        return tuple(dict.fromkeys(item for line in lines for item in fields.tags_of(line)))

    def own(self, name: str) -> str:
        """The text of one of our own properties; further ones of the name are kept."""
        lines = self.by_key.pop(OURS + name, [])
        if not lines:
            return ""
        self.kept[OURS + name] = lines[1:]
        return lines[0].text

    def raw(self) -> tuple[str, ...]:
        """The lines kept, in the order in which they are written."""
        rest = (lines for key, lines in self.by_key.items() if key not in NOT_KEPT)
        return tuple(written(line) for lines in (*self.kept.values(), *rest) for line in lines)


def draft_of(lines: Iterable[Line]) -> tuple[ProspectDraft, tuple[str, ...]]:
    """The draft that a card makes, and sentences on what looks doubtful in it."""
    card = _Card(lines)
    kind, full_name = _kind(card), card.one(fields.FULL_NAME) or ""
    first, last = card.one(fields.NAMES) or ("", "")
    company = card.one(fields.COMPANY) or (full_name if kind == "org" else "")
    title = _title(card)
    phones, emails = card.all(fields.PHONE), card.all(fields.EMAIL)
    webs, addresses = card.all(fields.WEB), card.all(fields.ADDRESS)
    birthday, language = card.one(fields.BIRTHDAY), card.one(fields.LANGUAGE) or card.own("LANG")
    photo, hints = _photo(card)
    id_, uid = _identity(card)
    others = (company, *(part.value for part in (*emails, *phones)))
    draft = ProspectDraft(
        id=id_,
        uid=uid,
        name=_name(card, full_name, f"{first} {last}".strip(), kind, next((o for o in others if o), "")),
        first_name=first,
        last_name=last,
        title=title,
        company=company,
        phones=phones,
        emails=emails,
        webs=webs,
        addresses=addresses,
        birthday=birthday,
        note="\n\n".join(line.text for line in card.by_key.pop("NOTE", []) if line.text),
        tags=card.items("CATEGORIES"),
        language=language,
        stage=card.own("STAGE"),
        time_frame=card.own("TIME-FRAME"),
        source=card.own("SOURCE"),
        source_which=card.own("SOURCE-WHICH"),
        fair=card.own("FAIR"),
        trade=card.own("TRADE"),
        size=card.own("SIZE"),
        region=card.own("REGION"),
        consent=card.own("CONSENT"),
        asked_about=card.items(f"{OURS}ASKED-ABOUT"),
        customer_since=_own_day(card, "CUSTOMER-SINCE"),
        met=_own_day(card, "MET"),
        photo=photo,
        raw_vcard=card.raw(),
    )
    return draft, hints


def _kind(card: _Card) -> str:
    lines = card.lines("KIND")
    if not lines:  # of an older version that we wrote, which has no such property
        lines = [replace(line, name="KIND") for line in card.lines(f"{OURS}KIND")]
    card.kept["KIND"] = lines
    return lines[0].text.lower() if len(lines) == 1 else ""


def _name(card: _Card, full_name: str, first_last: str, kind: str, stand_in: str) -> str:
    """FN, but none where it only stands in for a company, an email or a number, as it must be there in 4.0
    (RFC 6350 §6.2.1). A KIND that this depends on is written again without being kept."""
    if first_last:
        return full_name or first_last
    nicknames = card.by_key.get("NICKNAME", [])
    if not full_name:
        return nicknames[0].text if nicknames and not stand_in else ""
    if full_name != stand_in:
        return full_name
    if kind in ("individual", "org"):
        card.kept["KIND"] = []
    return full_name if kind == "individual" else ""


def stand_in(draft: ProspectDraft) -> str:
    """What to call a card of nobody: the domain of its web address, or the first line of its postal one."""
    labels = (line.text for text in draft.raw_vcard if (line := parsed(text)).key == "LABEL")
    places = (place.street or place.city for place in draft.addresses)
    domains = (_DOMAIN.sub("", web.value) for web in draft.webs)
    found = (re.split(r"[/?#]", one)[0] for one in domains)
    return next((name for one in (*found, *places, *labels) if (name := one.partition("\n")[0].strip())), "")


def _title(card: _Card) -> str:
    """TITLE, else ROLE, which is kept beside a title and in a card of ours, where no title means none."""
    if "TITLE" in card.by_key or card.ours:
        return card.one(fields.TITLE) or ""
    return card.one(fields.ROLE) or ""


def _photo(card: _Card) -> tuple[Photo | None, tuple[str, ...]]:
    """The first picture that is inside of the card; others, and those that lie in the web, are kept."""
    photo: Photo | None = None
    hints: tuple[str, ...] = ()
    kept: list[Line] = []
    for line in card.lines("PHOTO"):
        found = fields.photo_of(line) if photo is None else None
        photo = photo or found
        if found is None:
            kept.append(line)
            if "ENCODING" in line.params and photo is None and ":" not in line.value:
                hints = (
                    _("The picture in this card is damaged. It was kept as it is, but it can't be shown."),
                )
    card.kept["PHOTO"] = kept
    return photo, hints


def _identity(card: _Card) -> tuple[str, str]:
    """Our own id, and the identity that another program gave."""
    lines = card.by_key.pop("UID", [])
    card.kept["UID"] = lines[1:]
    uid = lines[0].text if lines else ""
    if not card.ours:
        return "", uid
    foreign = card.own("UID")
    is_ours = uid[: len(URN)].lower() == URN and uid != foreign
    return (uid[len(URN) :], foreign) if is_ours else ("", uid)


def _own_day(card: _Card, name: str) -> date | None:
    key = OURS + name
    lines = card.by_key.pop(key, [])
    day = fields.day_of(lines[0].text) if lines else None
    card.kept[key] = lines[1:] if day else lines
    return day


def _without_order(line: Line) -> Line:
    """`line` without a preference, which its place tells."""
    params = {key: values for key, values in line.params.items() if key != "PREF"}
    types = [word for word in params.pop("TYPE", []) if word != "pref"]
    return replace(line, params={**params, "TYPE": types} if types else params)
