"""Letters that are dropped note themselves: by their addresses with whom they belong, once each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.activities import Activity
from salesdesk.domain.drafts import Detail, ProspectDraft
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.text import fold
from salesdesk.errors import SalesdeskError, UserError
from salesdesk.exchange import letters
from salesdesk.exchange.letters import Letter, Person
from salesdesk.i18n import N_, _
from salesdesk.services import activities, messages, preferences
from salesdesk.services.changes import nobody_watches
from salesdesk.services.prospects import Captured, capture
from salesdesk.store import known
from salesdesk.store.batches import Progress
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

ENDING: Final = ".eml"
_LINES: Final = 12  # of a letter's text that are kept
_QUOTED: Final = re.compile(
    r">|-{2,}\s*(original|forwarded|opprinnelig|videresendt)\b|_{10,}$", re.IGNORECASE
)

Known = Mapping[str, Sequence[tuple[UUID, str]]]  # who has an address: ids and names


@dataclass(frozen=True, slots=True)
class Noted:
    """An activity that a letter made: with whom, of which kind (`email-in` where they wrote)."""

    prospect: UUID
    name: str
    kind: str
    activity: UUID


@dataclass(slots=True)
class Logged:
    """What became of a file: what it made, or that it was noted before, or whom it names that nobody knows, or why
    it was not taken."""

    file: Path
    subject: str = ""
    noted: list[Noted] = field(default_factory=list[Noted])
    known: bool = False
    stranger: Person | None = None
    refused: str = ""


def log(store: Store, files: Sequence[Path], progress: Progress = nobody_watches) -> list[Logged]:
    """Notes the letters in `files`, all in one change, and tells of each what became of it."""
    read: list[tuple[Logged, Letter]] = []
    out: list[Logged] = []
    for done, file in enumerate(files):
        progress(done)
        told, letter = _read(file)
        out.append(told)
        if letter is not None:
            read.append((told, letter))
    with store.read() as reading:
        own = set(messages.addresses_of(preferences.read(reading).own))
        whose = _known(reading, [letter for _told, letter in read])
        new: list[tuple[Logged, Letter]] = []
        for told, letter in read:
            told.known = _is_known(reading, letter)
            if told.known:
                continue
            if _concerned(letter, whose, own):
                new.append((told, letter))
            else:
                _say_who(told, letter, own)
    if new:
        label = N_("Noted {count} email") if len(new) == 1 else N_("Noted {count} emails")
        with store.change(label, count=str(len(new))) as unit:
            for told, letter in new:
                _note(unit, told, letter, _concerned(letter, whose, own))
    return out


def _known(reading: Reading, read: Sequence[Letter]) -> Known:
    addresses = dict.fromkeys(one.address for letter in read for one in (letter.sender, *letter.to))
    found = known.by_email(reading.connection, list(addresses))
    return {address: [(UUID(bytes=one), name) for one, name in some] for address, some in found.items()}


def _read(file: Path) -> tuple[Logged, Letter | None]:
    told = Logged(file)
    try:
        if file.stat().st_size > letters.LARGEST:
            raise UserError(_("That is too large for an email."), _("Nothing was read of it."))
        letter = letters.read(file.read_bytes())
    except OSError:
        told.refused = _("{file} cannot be read.").format(file=file.name)
        return told, None
    except SalesdeskError as trouble:
        told.refused = str(trouble)
        return told, None
    told.subject = letter.subject
    if letter.is_draft:
        told.refused = _("That is a draft, which was not sent yet.")
        return told, None
    return told, letter


def _is_known(reading: Reading, letter: Letter) -> bool:
    """Whether it was noted before, with anyone."""
    same = select(Activity).where(Activity.uid == letter.uid, Activity.deleted_at.is_(None))
    return reading.first(same) is not None


def _note(unit: Unit, told: Logged, letter: Letter, concerned: Mapping[tuple[UUID, str], str]) -> None:
    if _is_known(unit, letter):  # it is there twice, or came in by another program meanwhile
        told.known = True
        return
    at = min(letter.at or unit.now, unit.now)
    for (prospect, name), kind in concerned.items():
        made = activities.add(unit, _activity(letter, prospect, kind, at), automatic=letter.is_automatic)
        told.noted.append(Noted(prospect, name, kind, made.id))


def _activity(letter: Letter, prospect: UUID, kind: str, at: datetime) -> Activity:
    return Activity(kind=kind, at=at, prospect=prospect, note=beginning(letter), uid=letter.uid)


def _concerned(letter: Letter, whose: Known, own: set[str]) -> dict[tuple[UUID, str], str]:
    """Whom a letter concerns, and how: who wrote it, and those of us known whom it was written to."""
    found: dict[tuple[UUID, str], str] = {}
    if letter.sender.address not in own and (one := _which(letter.sender, whose)):
        found[one] = "email-in"
    for person in letter.to:
        if person.address not in own and (one := _which(person, whose)):
            found.setdefault(one, "email")
    return found


def _which(person: Person, whose: Known) -> tuple[UUID, str] | None:
    """The prospect with an address: of several who share it the one of that name, else the oldest."""
    shared = whose.get(person.address, ())
    same = (one for one in shared if person.name and fold(one[1]) == fold(person.name))
    return next(same, next(iter(shared), None))


def _say_who(told: Logged, letter: Letter, own: set[str]) -> None:
    """Says who is to be taken in where nobody is known: who wrote it, or whom the seller wrote to."""
    people = (letter.sender, *letter.to)
    told.stranger = next((one for one in people if one.address and one.address not in own), None)
    if told.stranger is None:
        told.refused = _("It names nobody but you.")


def take_in(store: Store, logged: Logged, *, region: str) -> Captured:
    """Takes in the stranger of a letter, with the letter as the first that happened, in one change.

    Raises `UserError` where the file is no letter any more.
    """
    told, letter = _read(logged.file)
    person = logged.stranger
    if letter is None or person is None:
        raise UserError(told.refused or _("There is nobody to take in."))

    def also(unit: Unit, prospect: Prospect) -> None:
        kind = "email-in" if letter.sender.address == person.address else "email"
        at = min(letter.at or unit.now, unit.now)
        activities.add(unit, _activity(letter, prospect.id, kind, at), automatic=letter.is_automatic)

    name = person.name if "@" not in person.name else ""
    draft = ProspectDraft(name=name, emails=(Detail(person.address),), source="inbound")
    return capture(store, draft, region=region, also=also)


def beginning(letter: Letter) -> str:
    """The subject and the first lines of a letter, without what it quotes."""
    lines: list[str] = []
    for line in letter.text.splitlines():
        plain = line.strip()
        if _QUOTED.match(plain) or plain == "--" or len(lines) >= _LINES:
            break
        if plain or (lines and lines[-1]):
            lines.append(plain)
    return messages.shortened("\n".join([letter.subject, *lines]))
