"""Reading badges and business cards from pictures: scan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import click

from salesdesk.capture.cards.fields import SEVERAL, ReadCard
from salesdesk.cli.session import PARTLY, Session, common, in_session
from salesdesk.cli.wording import Command, FileName
from salesdesk.clock import today
from salesdesk.domain.drafts import ProspectDraft, in_one_line
from salesdesk.errors import SalesdeskError
from salesdesk.i18n import N_, _
from salesdesk.services import fairs, reading, scanning
from salesdesk.services.card_reading import CardReader
from salesdesk.services.scanning import Scanned
from salesdesk.store.database import Store

_PLAIN: Final = ("name", "first_name", "last_name", "title", "company", "birthday", "note", "uid")
_LISTS: Final = ("phones", "emails", "webs")
_NAMED: Final = frozenset(
    {"name", "first_name", "last_name", "uid"}
)  # told by the line above, or of no use to a person


@click.command(
    cls=Command,
    help=N_("Read badges and business cards from pictures: QR, Data Matrix, Aztec, PDF417, bars, print."),
)
@common
@click.argument("pictures", metavar="IMAGE…", nargs=-1, required=True, type=FileName())
@click.option(
    "--save", is_flag=True, help=N_("Save whom they tell of; who is known for certain gets what is new.")
)
@click.option(
    "--fair", default="", help=N_("The fair where you met; without it, one that takes place today.")
)
@in_session
def scan(session: Session, pictures: tuple[Path, ...], fair: str, *, save: bool) -> None:
    with session.store(making=True, trial=not save) as store:
        with store.read() as looking:
            met = fairs.named(looking, fair) if fair else fairs.running(looking, today(store.clock))
        with closing(CardReader()) as reader:
            one_call = _Call(session, store, met.id if met else None, reader, save=save)
            one_call.expect(len(pictures))
            for picture in pictures:
                one_call.read(picture)
    one_call.answer()


class _Call:
    """One call of scan: its pictures, and what was read from them."""

    def __init__(
        self, session: Session, store: Store, fair: UUID | None, reader: CardReader, *, save: bool
    ) -> None:
        self._session, self._store, self._fair, self._save = session, store, fair, save
        self._reader = reader
        self._read: list[dict[str, Any]] = []
        self._lines: list[str] = []
        self._refused: list[SalesdeskError] = []
        self._several = False

    def expect(self, pictures: int) -> None:
        """So many pictures come."""
        self._several = pictures > 1

    def read(self, picture: Path) -> None:
        """Reads a picture; one that cannot be read is told, and the others go on."""
        region = self._session.settings.region()
        try:
            found = scanning.scanned_or_card(
                self._store, reading.content(picture), region=region, fair=self._fair, reader=self._reader
            )
            for one in found:
                self._take(picture, one, region)
        except SalesdeskError as error:
            self._refused.append(error)
            if self._several:  # of one alone it is what the call answers
                self._session.tell(f"{picture}: {error}")

    def _take(self, picture: Path, one: Scanned, region: str) -> None:
        told: dict[str, Any] = {"file": str(picture)}
        line = f"{picture}: {one.draft.shown_name or one.text}"
        if one.card is None:
            told |= {"kind": "code", "code": one.kind, "text": one.text, "fields": fields(one.draft)}
            told["confidence"] = 1.0
        else:
            told |= {"kind": "card", "fields": fields_of_card(one.card), "confidence": one.card.confidence}
            told["doubtful"] = [field.name for field in one.card.fields if field.doubtful]
            if not one.card.alone:
                self._session.tell(f"{picture}: {scanning.another()}")
        if self._save:
            kept = scanning.keep(self._store, one, region=region, fair=self._fair, picture=picture)
            told |= {"prospect": str(kept.prospect), "known": kept.known}
            done = _("{line}: known already; what is new was added") if kept.known else _("{line}: saved")
            line = done.format(line=line)
        self._read.append(told)
        self._lines.append(line)
        self._lines += [f"    {shown}" for shown in _shown(one)]

    def answer(self) -> None:
        """Tells what was read. Raises the refusal where nothing was."""
        if self._refused:
            if not self._read:
                raise self._refused[0]
            self._session.code = PARTLY
        self._session.answer(self._read, "\n".join(self._lines))


def fields(draft: ProspectDraft) -> dict[str, Any]:
    """What a draft says, by the names of the fields; what it does not say is not there."""
    told: dict[str, Any] = {name: str(getattr(draft, name)) for name in _PLAIN if getattr(draft, name)}
    told |= {name: [one.value for one in getattr(draft, name)] for name in _LISTS if getattr(draft, name)}
    if draft.addresses:
        told["addresses"] = [in_one_line(one) for one in draft.addresses]
    return told


def fields_of_card(card: ReadCard) -> dict[str, Any]:
    """What a card says, by the same names, each value as it is printed; and what is printed besides."""
    told: dict[str, Any] = {}
    for field in card.fields:
        if field.name in _PLAIN:
            told[field.name] = field.value
        else:
            told.setdefault(SEVERAL[field.name], []).append(field.value)
    webs = [one.value for one in card.draft.webs]
    if len(webs) > len(told.get("webs", ())):  # its code says one more
        told["webs"] = webs
    if card.left:
        told["note"] = "\n".join(card.left)
    return told


def _shown(scan: Scanned) -> Iterator[str]:
    """What was read, line by line: of a card as it stands there, what is to be looked at marked."""
    if scan.card is None:
        for name, value in fields(scan.draft).items():
            if name not in _NAMED:
                yield from (line for line in _lines(value) if line != scan.text)
        return
    for field in scan.card.fields:
        yield _("{value} (look at this)").format(value=field.value) if field.doubtful else field.value
    printed = {field.value for field in scan.card.fields}
    yield from (one.value for one in scan.draft.webs if one.value not in printed)


def _lines(value: str | list[str]) -> list[str]:
    return value.splitlines() if isinstance(value, str) else value


COMMANDS: Final = {"scan": scan}
