"""What is to be done, said in passing: "call friday", "ring mandag kl 14", "send price list next tuesday"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from salesdesk.capture.freetext_days import find_day, find_time
from salesdesk.capture.freetext_spans import folded
from salesdesk.domain.drafts import FollowUpDraft

_LONGEST: Final = 600  # characters looked at; nobody says a day later than that

# kind → the words that ask for it, folded. Longer ones come first in the pattern.
_SAID: Final = {
    "call": """
        call, call back, callback, phone, ring, ringe, ring opp, ringa, ring upp, ring tilbake,
        zadzwon, zadzwonic, dzwonic, oddzwon, oddzwonic, telefon, anrufen, ruf an, ruckruf, goi,
        goi dien, goi lai
    """,
    "email": """
        email, e-mail, mail, mejl, mejla, maila, epost, e-post, write, write to, skriv, skrive,
        skriva, napisz, napisac, schreiben, send, sende, skicka, wyslij, wyslac, przeslij, schicken,
        senden, gui, send mail, send email, send an email, send epost, send e-post, skicka mejl,
        wyslij mail, wyslij maila, gui email
    """,
    "visit": """
        visit, besok, besoke, besoka, odwiedz, odwiedzic, wizyta, besuch, besuchen, tham, ghe tham,
        drop by, stop by
    """,
    "meeting": """
        meet, meeting, mote, traffa, moda, motas, motes, spotkanie, spotkac, spotkac sie, treffen,
        termin, lunch, demo, coffee, kaffe, gap, hop, have a meeting, book meeting
    """,
    "message": """
        sms, text, message, chat, melding, send melding, meddelande, wiadomosc, nachricht, whatsapp,
        zalo, nhan tin, send sms, send message, send a message, send text, skicka sms, wyslij sms, dm
    """,
    "sample": """
        sample, samples, send sample, send samples, send a sample, vareprove, vareprover,
        send vareprove, send prove, send prover, send vareprover, skicka prov, varuprov,
        skicka varuprov, probka, probki, wyslij probke, wyslij probki, muster, muster senden, gui mau
    """,
    "other": """
        task, todo, to do, follow up, follow-up, followup, folg opp, folge opp, folj upp, get back,
        get back to, remind, husk, remember, oppgave, przypomnij, check, check in
    """,
}
VERBS: Final = {" ".join(said.split()): kind for kind, words in _SAID.items() for said in words.split(",")}
_VERB: Final = re.compile(
    rf"(?<!\S)(?:{'|'.join(sorted((re.escape(word) for word in VERBS), key=len, reverse=True))})(?!\S)"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A follow-up found in a text: the span of the original that tells it, and which words were its verb."""

    draft: FollowUpDraft
    start: int
    end: int
    verb: bool
    whole: bool  # whether nothing but verb, day and time is said


def follow_up(text: str, *, today: date) -> FollowUpDraft | None:
    """The follow-up that `text` says in one of five languages; None where it says neither what nor when.

    `day` is None where none is said; a weekday is the next one after `today`, which is itself left out.
    `what` is the text without day and time, where that is more than the verb.
    """
    said = find(text, today)
    return said.draft if said else None


def find(text: str, today: date) -> Said | None:
    """The follow-up in `text`, from its first word (the verb, or the day before it) to the end."""
    head = folded(text[:_LONGEST])
    taken: list[tuple[int, int]] = []
    day = time_of_day = None
    rest = head.text
    if found_day := find_day(rest, today):
        day, span = found_day
        rest = _blank(rest, span)
        taken.append(head.original(*span))
    if found_time := find_time(rest):
        time_of_day, span = found_time
        rest = _blank(rest, span)
        taken.append(head.original(*span))
    verb = _VERB.search(rest)
    if verb is None and day is None:
        return None
    kind, at = "call", None
    if verb:
        kind, at = VERBS[verb[0]], head.original(*verb.span())
    elif rest.replace("~", "").strip():
        kind = "other"
    return _said(text, taken, (kind, at), (day, time_of_day))


def _blank(text: str, span: tuple[int, int]) -> str:
    """The span made unmatchable; NUL stands in no folded word that a pattern knows."""
    return text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]


def _said(
    text: str,
    taken: list[tuple[int, int]],
    verb: tuple[str, tuple[int, int] | None],
    when: tuple[date | None, time | None],
) -> Said:
    kind, at = verb
    start = min([span[0] for span in taken] + ([at[0]] if at else []))
    what = _without(text, taken)
    more = what if at is None else _without(text, [*taken, at])
    whole = not any(c.isalnum() for c in more)
    draft = FollowUpDraft(what="" if whole else what, kind=kind, day=when[0], time=when[1])
    return Said(draft, start, len(text), at is not None, whole)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` less `spans`, its words and marks as they were."""
    kept: list[str] = []
    at = 0
    for start, end in sorted(spans):
        kept.append(text[at:start])
        at = max(at, end)
    kept.append(text[at:])
    joined = " ".join(part for piece in kept if (part := piece.strip(" \t,;–")))
    return joined.strip(" \t\r\n.,;:–-!")
