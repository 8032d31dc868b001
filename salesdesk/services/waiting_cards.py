"""Business cards that were read and wait to be looked through: they outlast the window, and nothing is saved of them.

Each lies in a folder beside the store as what was read, the straightened picture that it was read from, and the name
of the photograph, whose content is kept as an attachment's already. It goes when it was saved or left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from salesdesk.capture.cards.fields import Field, ReadCard
from salesdesk.capture.cards.lines import Box
from salesdesk.domain.attachments import Attachment
from salesdesk.domain.columns import new_id
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import EnvironmentTrouble
from salesdesk.exchange.vcard_writing import card_of
from salesdesk.services import attachments
from salesdesk.services.attachments import File
from salesdesk.store import files
from salesdesk.store.backup import making
from salesdesk.store.database import Store

_ID: Final = re.compile(r"[0-9a-f]{32}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_READ, _ASIDE, _PICTURE, _SAID = ".json", ".aside", ".jpg", ".said"


@dataclass(frozen=True, slots=True)
class WaitingCard:
    """A card that was read from `photo`; `text` is whom it tells of, as a vCard, and `size` that of the straightened
    picture in which the boxes of `fields` lie."""

    id: str
    text: str
    photo: File
    fields: tuple[Field, ...]
    size: tuple[int, int]

    @property
    def doubtful(self) -> int:
        """How many of its fields are to be looked at."""
        return sum(field.doubtful for field in self.fields)


class WaitingCards:
    """The cards that wait beside a store. May be asked by any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._folder = store.path.with_name(f"{store.path.name}-cards")
        self._photos: dict[str, str] = {}  # of the cards looked into: a folder may hold hundreds

    def add(self, card: ReadCard, content: bytes, name: str) -> WaitingCard:
        """Keeps a card that was read from the photograph `content`. Raises `EnvironmentTrouble` where the disk
        refuses."""
        one = WaitingCard(
            id=new_id().hex,  # in the order of time
            text=card_of(card.draft).decode(),
            photo=attachments.keep(self._store, content, name),
            fields=card.fields,
            size=card.size,
        )
        told = asdict(one) | {"fields": [[*asdict(field).values()] for field in one.fields]}
        try:
            self._write(self._file(one.id, _PICTURE), card.picture)
            self._write(self._file(one.id, _READ), json.dumps(told).encode())  # last: from now on it is there
        except EnvironmentTrouble:
            self.done(one.id)
            self._forget_photo(one.photo.sha256)
            raise
        return one

    def ids(self) -> list[str]:
        """Those that wait, in the order in which they were read."""
        return sorted(file.stem for file in self._folder.glob(f"*{_READ}") if _ID.fullmatch(file.stem))

    def get(self, card: str) -> WaitingCard | None:
        """One of them; None where it is not there, or cannot be read any more."""
        return self._loaded(card, _READ)

    def _loaded(self, card: str, ending: str) -> WaitingCard | None:
        if not _ID.fullmatch(card):
            return None
        try:
            said: dict[str, Any] = json.loads(self._file(card, ending).read_bytes())
            photo = File(**said["photo"])
            if not _SHA256.fullmatch(photo.sha256):  # a name that leads elsewhere
                return None
            return WaitingCard(
                id=card,
                text=str(said["text"]),
                photo=photo,
                fields=tuple(_field(*one) for one in said["fields"]),
                size=(int(said["size"][0]), int(said["size"][1])),
            )
        except (OSError, ValueError, TypeError, LookupError):  # whoever looks in the folder may change it
            return None

    def picture(self, card: str) -> bytes:
        """The straightened picture (JPEG); empty where it is not there."""
        with suppress(OSError):
            return self._file(card, _PICTURE).read_bytes()
        return b""

    def keep_said(self, card: str, said: Mapping[str, object]) -> None:
        """Keeps what the seller has said of a card before it has to wait again: plain values."""
        if _ID.fullmatch(card):
            self._write(self._file(card, _SAID), json.dumps(said).encode())

    def said(self, card: str) -> object:
        """What `keep_said` kept; None where there is nothing."""
        try:
            return json.loads(self._file(card, _SAID).read_bytes())
        except (OSError, ValueError):
            return None

    def put_aside(self, card: str) -> None:
        """Lets a card wait no more, until it is brought back or swept."""
        with suppress(OSError):
            self._file(card, _READ).replace(self._file(card, _ASIDE))

    def bring_back(self, card: str) -> None:
        """Lets a card that was put aside wait again."""
        with suppress(OSError):
            self._file(card, _ASIDE).replace(self._file(card, _READ))

    def done(self, card: str) -> None:
        """Forgets a card, which was saved."""
        for ending in (_READ, _ASIDE, _PICTURE, _SAID):
            with suppress(OSError):
                self._file(card, ending).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Forgets those that were put aside, with their photographs where no record and no other card names them."""
        for file in self._folder.glob(f"*{_ASIDE}"):
            card = self._loaded(file.stem, _ASIDE)
            self.done(file.stem)
            if card is not None:
                self._forget_photo(card.photo.sha256)

    def _forget_photo(self, sha256: str) -> None:
        """Forgets a photograph that no record and no card names."""
        if not (self._waits(sha256) or self._is_named(sha256)):
            with suppress(OSError):
                files.where(self._store.path, sha256).unlink(missing_ok=True)

    def were_read(self, sha256: str) -> bool:
        """Whether this photograph waits already, or was kept with a prospect who is there."""
        return self._waits(sha256) or self._is_a_prospects(sha256)

    def _waits(self, sha256: str) -> bool:
        waiting = self.ids()
        for one in waiting:
            if one not in self._photos and (card := self.get(one)) is not None:
                self._photos[one] = card.photo.sha256
        return any(self._photos.get(one) == sha256 for one in waiting)

    def _is_named(self, sha256: str) -> bool:
        with self._store.read() as reading:
            return bool(reading.rows(select(Attachment.id).where(Attachment.sha256 == sha256).limit(1)))

    def _is_a_prospects(self, sha256: str) -> bool:
        there = (
            select(Attachment.id)
            .join(Prospect, Prospect.id == Attachment.prospect)
            .where(
                Attachment.sha256 == sha256, Attachment.deleted_at.is_(None), Prospect.deleted_at.is_(None)
            )
        )
        with self._store.read() as reading:
            return bool(reading.rows(there.limit(1)))

    def _file(self, card: str, ending: str) -> Path:
        return self._folder / f"{card}{ending}"

    @staticmethod
    def _write(file: Path, content: bytes) -> None:
        with making(file) as part:
            part.write_bytes(content)


def _field(name: str, value: str, confidence: float, box: list[int], kind: str) -> Field:
    return Field(str(name), str(value), float(confidence), Box(*map(int, box)), str(kind))
