"""Makes a card of one draft, with the lines that were kept when it was read: vCard 4.0 (RFC 6350), or older."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from salesdesk.exchange import vcard_fields as fields
from salesdesk.exchange import vcard_older, vcard_text
from salesdesk.exchange.vcard_lines import UNREAD, Line, escape, folded, linked, parsed, written
from salesdesk.exchange.vcard_reading import NOT_KEPT, OURS, PRODID, URN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from salesdesk.domain.drafts import ProspectDraft
    from salesdesk.exchange.vcard_fields import Property

T = TypeVar("T")

# Properties of 2.1 and 3.0 that 4.0 has not (RFC 6350 appendix A.2), and those it allows once only.
_GONE = frozenset({"LABEL", "AGENT", "MAILER", "NAME", "PROFILE", "CLASS", "SORT-STRING", "UID"})
_DATES = frozenset({"BDAY", "ANNIVERSARY", "DEATHDATE"})
_GEO = re.compile(r"(?a)\s*(-?[\d.]{1,20})\s*\\?[;,]\s*(-?[\d.]{1,20})\s*")
_DATE_OF_40 = re.compile(r"(?a)(\d{4}(-\d\d|\d{4})?|--\d\d(\d\d)?|---\d\d)?(T[\d.-]{2,12}(Z|[+-]\d{2,4})?)?")
_WHOLE_DAY = re.compile(r"(?a)\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"(?a)\d{4}-\d\d")
_NAME = re.compile(r"[^A-Za-z0-9-]")


def card_of(draft: ProspectDraft, version: str = "4.0") -> bytes:
    """The card of one draft, its lines folded and ended by CRLF. `version` is 4.0, 3.0 or 2.1."""
    lines = (replace(line, value=vcard_text.plain(line.value)) for line in _lines(draft))
    match version:
        case "3.0":
            body = vcard_older.bytes_of_30(lines)
        case "2.1":
            body = vcard_older.bytes_of_21(lines)
        case _:
            body = b"".join(folded(vcard_text.plain(written(line))) for line in lines)
    head = f"BEGIN:VCARD\r\nVERSION:{version}\r\nPRODID:{PRODID}\r\n"
    return head.encode("ascii") + body + b"END:VCARD\r\n"


def _lines(draft: ProspectDraft) -> Iterator[Line]:
    kept = _Kept(draft.raw_vcard)
    yield from _identity(draft)
    yield from kept.take("KIND") or _kind(draft)
    yield from kept.one(fields.FULL_NAME, draft.shown_name)
    names = (draft.first_name, draft.last_name)
    yield from kept.one(fields.NAMES, names if any(names) else None)
    yield from kept.one(fields.COMPANY, draft.company or None)
    yield from kept.one(fields.TITLE, draft.title or None)
    yield from kept.all(fields.PHONE, draft.phones)
    yield from kept.all(fields.EMAIL, draft.emails)
    yield from kept.all(fields.WEB, draft.webs)
    yield from kept.all(fields.ADDRESS, [address for address in draft.addresses if address])
    yield from kept.one(fields.BIRTHDAY, draft.birthday)
    yield from kept.one(fields.LANGUAGE, draft.language or None)
    yield from [fields.photo_line(draft.photo)] if draft.photo else []
    yield from [Line("NOTE", escape(draft.note))] if draft.note else []
    yield from _list("CATEGORIES", draft.tags)
    for name, value in _own_texts(draft):
        yield from [Line(OURS + name, escape(value))] if value else []
    for name, day in (("CUSTOMER-SINCE", draft.customer_since), ("MET", draft.met)):
        yield from [Line(OURS + name, day.isoformat().replace("-", ""))] if day else []
    yield from _list(f"{OURS}ASKED-ABOUT", draft.asked_about)
    yield from kept.rest()


def _own_texts(draft: ProspectDraft) -> tuple[tuple[str, str], ...]:
    """The fields that vCard has no property for."""
    return (
        ("STAGE", draft.stage),
        ("TIME-FRAME", draft.time_frame),
        ("SOURCE", draft.source),
        ("SOURCE-WHICH", draft.source_which),
        ("FAIR", draft.fair),
        ("TRADE", draft.trade),
        ("SIZE", draft.size),
        ("REGION", draft.region),
        ("CONSENT", draft.consent),
    )


def _identity(draft: ProspectDraft) -> Iterator[Line]:
    """UID (RFC 6350 §6.7.6): ours where we have one, and then the one of the other program beside it."""
    uid = f"{URN}{draft.id}" if draft.id else draft.uid
    if uid:
        yield Line("UID", escape(uid, separators=False))
    if draft.uid and (draft.uid != uid if draft.id else draft.uid[: len(URN)].lower() == URN):
        yield Line(f"{OURS}UID", escape(draft.uid, separators=False))


def _is_named(draft: ProspectDraft) -> bool:
    return bool(draft.name or draft.first_name or draft.last_name)


def _kind(draft: ProspectDraft) -> list[Line]:
    """RFC 6350 §6.1.4. Said where FN alone would leave open whether it names a person."""
    if draft.company and not _is_named(draft):
        return [Line("KIND", "org")]
    others = (draft.company, *(part.value for part in (*draft.emails, *draft.phones)))
    stand_in = next((other for other in others if other), "")
    only_name = draft.name and not (draft.first_name or draft.last_name)
    return [Line("KIND", "individual")] if only_name and draft.name == stand_in else []


def _list(name: str, items: Sequence[str]) -> list[Line]:
    value = ",".join(escape(item) for item in items if item)
    return [Line(name, value)] if value else []


class _Kept:
    """The lines that were kept, each written back in the place of what a field says too, or after all."""

    def __init__(self, raw: Iterable[str]) -> None:
        self.by_key: dict[str, list[Line]] = {}
        for line in linked(parsed(text) for text in raw):
            if line.key not in NOT_KEPT:
                self.by_key.setdefault(line.key, []).append(line)

    def take(self, key: str) -> list[Line]:
        """The lines of a property, in the form of 4.0."""
        return [_modern(line) for line in self.by_key.pop(key, [])]

    def one(self, prop: Property[T], value: T | None) -> list[Line]:
        """What a draft has once: the first line that was kept, if it still says `value`, and the others."""
        lines = self.by_key.pop(prop.key, [])
        if lines and prop.read(lines[0]) == value:
            return [_modern(line) for line in lines]
        first = [] if value is None else [prop.write(value)]
        return first + [_modern(line) for line in lines[1:]]

    def all(self, prop: Property[T], values: Iterable[T]) -> list[Line]:
        """The lines of `values`, each as it was kept if it was; those that a seller removed are gone."""
        kept = [(prop.read(line), line) for line in self.by_key.pop(prop.key, [])]
        lines: list[Line] = []
        for value in values:
            at = next((at for at, (said, _line) in enumerate(kept) if said == value), None)
            lines.append(prop.write(value) if at is None else _modern(kept.pop(at)[1]))
        return lines + [_modern(line) for said, line in kept if said is None]

    def rest(self) -> list[Line]:
        """All that no field has asked for."""
        return [_modern(line) for lines in self.by_key.values() for line in lines]


def _modern(line: Line) -> Line:
    """`line` as RFC 6350 allows it: what 4.0 has no word for becomes an X- property of the same name."""
    name = _NAME.sub("-", line.name) or UNREAD
    name = f"X-{name}" if line.key in _GONE else name
    group, params, value = _NAME.sub("-", line.group), dict(line.params), line.value
    if "pref" in params.get("TYPE", []):
        params["TYPE"] = [word for word in params["TYPE"] if word != "pref"]
        params.setdefault("PREF", ["1"])
    if "VALUE" in params:
        old = params["VALUE"][0].lower()
        params["VALUE"] = ["uri" if old in ("url", "cid", "content-id", "inline") else old]
    if params.pop("ENCODING", []) and ":" not in value:
        kind = fields.media_type(line) or "application/octet-stream"
        params["TYPE"] = [word for word in params.get("TYPE", []) if word not in kind]
        value = f"data:{kind};base64,{value}"
    if line.key == "GEO" and (place := _GEO.fullmatch(value)):
        value = f"geo:{place[1]},{place[2]}"
    if (
        line.key in _DATES
        and "VALUE" not in params
        and _WHOLE_DAY.fullmatch(value)
        and not fields.day_of(value)
    ):
        params["VALUE"] = ["text"]  # a day that does not exist is no date of 4.0, and is kept as it was
    if line.key in _DATES and "VALUE" not in params:
        if not _MONTH.fullmatch(value):
            value = re.sub(r"(?a)(?<=\d)-(?=\d\d(-|T|$))|(?<=\d\d):(?=\d\d)", "", value)
        value = re.sub(r"(?a)^--(\d\d)-(\d\d)$", r"--\1\2", value)
        if not _DATE_OF_40.fullmatch(value):
            params["VALUE"] = ["text"]
    return Line(name, value, group, params)
