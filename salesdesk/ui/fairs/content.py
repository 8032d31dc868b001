"""What stands in the capture form, as plain values: kept over a restart, and made a draft when it is saved.

What was scanned or pasted is kept as the text that it was, so that all that the form has no field for (a
second phone, an address, a birthday) is saved with the prospect too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from typing import Any, Final, cast

from salesdesk.capture import freetext_address
from salesdesk.domain import vocabulary
from salesdesk.domain.drafts import AddressDraft, Detail, FollowUpDraft, ProspectDraft
from salesdesk.domain.text import fold, words
from salesdesk.i18n import _

_PLACE: Final = re.compile(r"(phones|emails|webs|addresses)\.([0-9]{1,2})")  # of a detail, in a draft


@dataclass(frozen=True, slots=True)
class Content:
    """The form as it stands. `follow_up` is a day (ISO), or empty where the interest decides."""

    name: str = ""
    company: str = ""
    phone: str = ""
    email: str = ""
    time_frame: str = ""
    follow_up: str = ""
    products: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict[str, str])  # by the question's id, in hex
    note: str = ""
    scanned: tuple[str, ...] = ()
    card: str = ""  # the id of the waiting card that is being looked through
    also: Mapping[str, str] = field(default_factory=dict[str, str])  # changed on it: `title`, `phones.1`

    def plain(self) -> dict[str, object]:
        """As plain values."""
        return asdict(self)

    @property
    def empty(self) -> bool:
        """Whether nothing was said yet."""
        return all(not getattr(self, one.name) for one in fields(Content))


def of_plain(kept: object) -> Content:
    """What `plain` gave; what is not of its kind is left out."""
    said: dict[str, Any] = cast("dict[str, Any]", kept) if isinstance(kept, dict) else {}
    values: dict[str, Any] = {}
    for name, empty in asdict(Content()).items():
        value = said.get(name)
        if isinstance(empty, str) and isinstance(value, str):
            values[name] = value
        elif isinstance(empty, tuple) and isinstance(value, (list, tuple)):
            values[name] = tuple(str(one) for one in cast("list[object]", value))
        elif isinstance(empty, dict) and isinstance(value, dict):
            values[name] = {str(k): str(v) for k, v in cast("dict[object, object]", value).items()}
    return Content(**values)


def filled(content: Content, draft: ProspectDraft, text: str) -> Content:
    """`content` with what `text`, read as `draft`, tells: who is meant is taken from it, the note is added to."""
    name = draft.name or f"{draft.first_name} {draft.last_name}".strip()
    note = content.note
    if draft.note and draft.note not in note:
        note = f"{note}\n{draft.note}".strip()
    said = draft.follow_up
    return replace(
        content,
        name=name or content.name,
        company=draft.company or content.company,
        phone=draft.phones[0].value if draft.phones else content.phone,
        email=draft.emails[0].value if draft.emails else content.email,
        time_frame=vocabulary.recognise("time_frame", draft.time_frame) or content.time_frame,
        follow_up=said.day.isoformat() if said and said.day else content.follow_up,
        products=tuple(dict.fromkeys((*content.products, *draft.asked_about))),
        note=note,
        scanned=(*content.scanned, text),
    )


def drafted(content: Content, base: ProspectDraft, *, follow_up: date | None) -> ProspectDraft:
    """The draft of the form: `base`, read from what was scanned, with the fields as they stand now."""
    base = _changed(base, content.also)
    shown = base.name or f"{base.first_name} {base.last_name}".strip()
    as_scanned = content.name.strip() == shown
    planned = base.follow_up or FollowUpDraft()
    return replace(
        base,
        name=content.name.strip(),
        first_name=base.first_name if as_scanned else "",
        last_name=base.last_name if as_scanned else "",
        company=content.company.strip(),
        phones=_first(base.phones, content.phone.strip()),
        emails=_first(base.emails, content.email.strip()),
        time_frame=content.time_frame,
        asked_about=content.products,
        note=content.note.strip(),
        follow_up=replace(planned, day=follow_up),
    )


def _changed(base: ProspectDraft, also: Mapping[str, str]) -> ProspectDraft:
    """`base` with what was changed of it beyond the form's own fields; what was emptied is gone."""
    for place, text in sorted(also.items(), reverse=True):  # from the last, so that the places before it hold
        if place == "title":
            base = replace(base, title=text)
        found = _PLACE.fullmatch(place)
        if found is None:
            continue
        name, at = found[1], int(found[2])
        several: list[Any] = list(getattr(base, name))
        if name == "addresses":
            made: Any = freetext_address.find(text) or AddressDraft(street=text)
        else:
            made = Detail(text, several[at].kind if at < len(several) else "")
        several[at : at + 1] = [made] if text else []
        base = replace(base, **{name: tuple(several)})
    return base


def _first(details: tuple[Detail, ...], typed: str) -> tuple[Detail, ...]:
    """`details` with the first of them as it was typed."""
    first = details[:1]
    if typed and (not first or first[0].value != typed):
        first = (Detail(typed, first[0].kind if first else ""),)
    return (*(first if typed else ()), *details[1:])


def besides(base: ProspectDraft) -> str:
    """What was scanned and has no field in the form, named."""
    named = {
        _("title"): base.title,
        _("more phones"): base.phones[1:],
        _("more email addresses"): base.emails[1:],
        _("address"): base.addresses,
        _("web"): base.webs,
        _("birthday"): base.birthday,
        _("picture"): base.photo,
        _("tags"): base.tags,
    }
    return ", ".join(word for word, value in named.items() if value)


def is_another(content: Content, base: ProspectDraft, draft: ProspectDraft) -> bool:
    """Whether the form holds someone, scanned as `base` or typed, and `draft` is another: badge after badge. Whoever
    was typed, by more than one word, is another where the names share none."""
    if not (draft.says_who or draft.uid):
        return False
    if content.scanned and base.uid and draft.uid:
        return base.uid != draft.uid
    named, named_now = content.name.strip(), draft.shown_name
    if content.scanned and named and named_now:
        return fold(named_now) != fold(named)
    if content.scanned:  # a number alone, and a name alone: two can be made one later, and one not two
        return bool((base.uid and not named and named_now) or (draft.uid and named and not named_now))
    typed, read = set(words(content.name)), set(words(draft.shown_name))
    whole = len(typed) > 1 or content.company or content.phone or content.email
    return bool(typed and read and whole) and not typed & read
