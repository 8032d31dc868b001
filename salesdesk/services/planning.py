"""A follow-up said in a line, "call Ingrid friday 14:00": what, when, and with whom, as it is understood so far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from salesdesk.capture import freetext
from salesdesk.capture.freetext_followup import VERBS
from salesdesk.clock import today
from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.text import words
from salesdesk.domain.vocabulary import label
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import followups
from salesdesk.services.drafting import default_what
from salesdesk.store.database import Store
from salesdesk.store.named import prospects_named, prospects_of
from salesdesk.store.unit import Reading

MOST: Final = 4  # prospects that are offered where several have the name
_LONGEST: Final = 12  # words of a line that are looked at for a name
_NAME: Final = 4  # words that a name may have
_WORD: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Named:
    """A prospect whom a line may name."""

    id: UUID
    name: str
    company: str

    @property
    def shown(self) -> str:
        """The name, with the company beside it where both are known."""
        return ", ".join(dict.fromkeys(part for part in (self.name, self.company) if part))


@dataclass(frozen=True, slots=True)
class Meant:
    """What a line means. `draft` has no day where none is said yet; `who` is the one it names, or all of that
    name; empty where it names nobody."""

    draft: FollowUpDraft
    who: tuple[Named, ...] = ()

    def plan(self, who: Named | None) -> FollowUpDraft:
        """What is planned, with `who`: "call ingrid" becomes "Call Ingrid Solheim"."""
        what = self.draft.what
        if who and set(words(what)) <= {*words(who.name or who.company), *_verbs(what)}:
            what = default_what(self.draft.kind, who.name or who.company)
        return replace(self.draft, what=what[:1].upper() + what[1:])


def meant(store: Store, text: str) -> Meant:
    """What `text` means so far; costs a few look-ups in an index, so that it can be asked at every key."""
    found = freetext.follow_up(text, today=today(store.clock))
    draft = found or FollowUpDraft(what=text.strip(), kind="other")
    draft = draft if draft.what else replace(draft, what=label("followup", draft.kind))
    with store.read() as reading:
        return Meant(draft, tuple(_named(reading, draft, unfinished=draft.day is None)))


def plan(store: Store, found: Meant, who: Named | None) -> FollowUp:
    """Plans what was meant. Raises `UserError` as `dated` does."""
    dated(found.draft, found.draft.what)
    return followups.plan(store, found.plan(who), who.id if who else None)


def dated(draft: FollowUpDraft | None, text: str) -> FollowUpDraft:
    """`draft`, as `text` says it. Raises `UserError` where that says no day, or a time of day that there is not."""
    example = _("Say for example: call friday 14:00")
    if draft is None or draft.day is None:
        raise UserError(_("“{text}” names no day.").format(text=text), example)
    if no_time := unreal_time(draft):
        raise UserError(_("“{text}” is no time of day.").format(text=no_time), example)
    return draft


def unreal_time(draft: FollowUpDraft | None) -> str:
    """What was meant for the time of day of a follow-up and is none ("25:99"), or the empty text."""
    return freetext.no_time(draft.what) if draft and draft.time is None else ""


def _verbs(what: str) -> set[str]:
    """The word that a line begins with, where it says what kind of follow-up is meant."""
    first, *_rest = words(what) or [""]
    return {first} if first in VERBS else set()


def _named(reading: Reading, draft: FollowUpDraft, *, unfinished: bool) -> list[Named]:
    """The longest run of words that is somebody's name decides; of runs of one length, the first.

    A single word names somebody where it is written with a capital, or stands alone beside the verb: "send
    bill" is not to find Bill.
    """
    typed = _WORD.findall(draft.what)[:_LONGEST]
    if typed and _verbs(typed[0]):
        typed = typed[1:]
    for length in range(min(_NAME, len(typed)), 0, -1):
        for start in range(len(typed) - length + 1):
            said = typed[start : start + length]
            last = unfinished and start + length == len(typed)
            found = _asked(reading, said, alone=len(typed) == 1, unfinished=last)
            if found:
                return found
    return []


def _asked(reading: Reading, said: Sequence[str], *, alone: bool, unfinished: bool) -> list[Named]:
    folded = words(" ".join(said))
    if not folded or len(folded[0]) < 2:
        return []
    single = len(folded) == 1
    capital = said[0][:1].isupper()
    if single and not (capital or alone):
        return []
    found = prospects_named(reading.connection, folded, unfinished=unfinished, limit=MOST)
    if single and not capital:
        found = [one for one in found if one[1] and one[3] == 0]  # a first name, and no company's
    if not found and (capital or not single):
        found = prospects_of(reading.connection, folded, limit=MOST)
    return _listed(found)


def _listed(found: Iterable[tuple[UUID, str, str, int]]) -> list[Named]:
    return [Named(one, name, company) for one, name, company, _rank in found]
