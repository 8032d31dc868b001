"""Who a photographed or copied badge tells of: the codes in a picture, each read as a scanner's would be."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from salesdesk.capture import codes, pictures
from salesdesk.domain.drafts import ProspectDraft
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import meeting
from salesdesk.services.matching import against_known, person
from salesdesk.services.meeting import Meeting
from salesdesk.store.database import Store


@dataclass(frozen=True, slots=True)
class Scanned:
    """A code that was read: what it says, its kind as its standard calls it, and whom it tells of."""

    text: str
    kind: str
    draft: ProspectDraft


def codes_in(content: bytes) -> tuple[codes.Code, ...]:
    """The codes of a picture file, those that hold most first.

    Raises `UserError` where it is no picture that can be read, or holds no code.
    """
    return _some(codes.in_photograph(pictures.opened(content)))


def codes_in_pixels(pixels: bytes, *, size: tuple[int, int], stride: int) -> tuple[codes.Code, ...]:
    """The codes of a picture that was copied: rows of grey bytes, `stride` bytes apart. Raises as `codes_in` does."""
    return _some(codes.in_photograph(pictures.of_pixels(pixels, size=size, stride=stride)))


def _some(found: tuple[codes.Code, ...]) -> tuple[codes.Code, ...]:
    if not found:
        raise UserError(
            _("There is no code to be read in this picture."),
            _("Take it closer and straight from above, with light but no glare."),
        )
    return found


def scanned(store: Store, content: bytes, *, region: str, fair: UUID | None) -> tuple[Scanned, ...]:
    """The codes of a picture with whom they tell of. Raises as `codes_in` does, and where none can be understood."""
    read: list[Scanned] = []
    refused: list[UserError] = []
    for code in codes_in(content):
        try:
            draft = meeting.scanned(store, code.text, region=region, fair=fair)
        except UserError as error:
            refused.append(error)
        else:
            read.append(Scanned(code.text, code.kind, draft))
    if not read:
        raise refused[0]
    return tuple(read)


@dataclass(frozen=True, slots=True)
class Kept:
    """Whom a scan was saved as, and whether they were known before."""

    prospect: UUID
    known: bool


def keep(store: Store, scan: Scanned, *, region: str, fair: UUID | None) -> Kept:
    """Saves whom a scan tells of; who is known for certain gets what is new, and does not come in twice.

    The number of a badge names who has nothing else. Raises `UserError` where the scan names nobody.
    """
    draft = meeting.named(scan.draft, [scan.text])
    met = Meeting(draft=draft, fair=fair)
    with store.reading_raw() as connection:
        hits = against_known(connection, [person(draft, region)])[0]
    if hits and hits[0].match.certain:
        meeting.add_to(store, hits[0].id, met, region=region)
        return Kept(hits[0].id, known=True)
    return Kept(meeting.save(store, met, region=region).prospect, known=False)
