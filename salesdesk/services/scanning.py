"""Who a photographed or copied badge tells of: the codes in a picture, each read as a scanner's would be; and who a
business card does, where a picture holds no code."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from salesdesk.capture import codes, pictures
from salesdesk.capture.cards.fields import ReadCard
from salesdesk.domain.drafts import Detail, ProspectDraft
from salesdesk.errors import SalesdeskError, UserError
from salesdesk.i18n import _
from salesdesk.services import attachments, card_reading, meeting, reading
from salesdesk.services.card_reading import CardReader
from salesdesk.services.drafting import unlike
from salesdesk.services.matching import against_known, person
from salesdesk.services.meeting import Meeting
from salesdesk.services.worker import Tell
from salesdesk.store.database import Store


def content(path: Path) -> bytes:
    """The bytes of a picture file. Raises `UserError` where it cannot be read, and before that where it is too large
    for one that is."""
    with suppress(OSError):  # told when it is read
        pictures.refuse_too_large(path.stat().st_size)
    return reading.content(path)


@dataclass(frozen=True, slots=True)
class Scanned:
    """A code that was read: what it says, its kind as its standard calls it, and whom it tells of; or a card, which
    has neither text nor kind."""

    text: str
    kind: str
    draft: ProspectDraft
    card: ReadCard | None = None


def _some(found: tuple[codes.Code, ...]) -> tuple[codes.Code, ...]:
    if not found:
        raise UserError(
            _("There is no code to be read in this picture."),
            _("Take it closer and straight from above, with light but no glare."),
        )
    return found


def _understood(
    store: Store, found: tuple[codes.Code, ...], *, region: str, fair: UUID | None
) -> tuple[Scanned, ...]:
    """The codes of a picture with whom they tell of. Raises `UserError` where none can be understood."""
    read: list[Scanned] = []
    refused: list[UserError] = []
    for code in found:
        try:
            draft = meeting.scanned(store, code.text, region=region, fair=fair)
        except UserError as error:
            refused.append(error)
        else:
            read.append(Scanned(code.text, code.kind, draft))
    if not read:
        raise refused[0]
    return tuple(read)


def _nobody(_done: int, _total: int) -> None:
    """Nobody is told how far it is."""


def scanned_or_card(
    store: Store, content: bytes, *, region: str, fair: UUID | None, reader: CardReader, tell: Tell = _nobody
) -> tuple[Scanned, ...]:
    """The codes of a picture with whom they tell of; the business card in it where there are none, or only the address
    of a web page, as cards have one beside all else. What `tell` raises stops it. Raises `UserError` where it can be
    read as neither."""
    printed = codes.in_photograph(pictures.opened(content))
    if not printed and card_reading.is_there():
        return (_card(content, region, reader, tell),)
    found: tuple[Scanned, ...] = ()
    refused: UserError | None = None
    try:
        found = _understood(store, _some(printed), region=region, fair=fair)
    except UserError as error:
        refused = error
    if card_reading.is_there() and all(one.draft.webs and not one.draft.says_who for one in found):
        try:
            webs = [web for one in found for web in one.draft.webs]
            return (_card(content, region, reader, tell, webs),)
        except SalesdeskError:  # a poster, not a card; what is wrong with its code says more
            pass
    if refused is not None:
        raise refused
    return found


def _card(
    content: bytes, region: str, reader: CardReader, tell: Tell, webs: Sequence[Detail] = ()
) -> Scanned:
    """The card of a picture; `webs` are what its code says beside the print."""
    card = reader.read(content, region=region, tell=tell)
    draft = replace(card.draft, webs=tuple(unlike([*card.draft.webs, *webs], "webs")))
    return Scanned("", "", draft, replace(card, draft=draft))


def another() -> str:
    """What is said of a photograph in which a second card lies."""
    return _("There is another card in this picture, which was not read: photograph each by itself.")


@dataclass(frozen=True, slots=True)
class Kept:
    """Whom a scan was saved as, and whether they were known before."""

    prospect: UUID
    known: bool


def keep(store: Store, scan: Scanned, *, region: str, fair: UUID | None, picture: Path | None = None) -> Kept:
    """Saves whom a scan tells of, in one change; who is known for certain gets what is new, and does not come in twice.

    The number of a badge names who has nothing else. The `picture` of a card is kept with the prospect, once. Raises
    `UserError` where the scan names nobody.
    """
    draft = meeting.named(scan.draft, [scan.text])
    with_card = picture is not None and scan.card is not None
    photo = attachments.keep(store, content(picture), picture.name) if picture and with_card else None
    met = Meeting(draft=draft, fair=fair, picture=photo)
    with store.reading_raw() as connection:
        hits = against_known(connection, [person(draft, region)])[0]
    if hits and hits[0].match.certain:
        meeting.add_to(store, hits[0].id, met, region=region)
        return Kept(hits[0].id, known=True)
    return Kept(meeting.save(store, met, region=region).prospect, known=False)
