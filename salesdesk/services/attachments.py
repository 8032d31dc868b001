"""Files of a prospect: taken in, opened, removed. Content lies once beside the store, under its hash."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.attachments import Attachment
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.i18n import N_, _
from salesdesk.store import files
from salesdesk.store.database import Store

LARGEST: Final = 100_000_000  # bytes; a film belongs elsewhere, every backup would carry it
_LONGEST: Final = 200  # bytes of a file's name, of the 255 that systems take
_HASH: Final = 64  # letters of a SHA-256, with which the name of a small copy begins
_UNFIT: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*]')  # what a file's name may not hold on some system


@dataclass(frozen=True, slots=True)
class File:
    """A file whose content is kept beside the store, for a record to name it."""

    name: str
    media_type: str
    bytes: int
    sha256: str

    def of(self, prospect: UUID, *, kind: str = "") -> Attachment:
        """It as a prospect's: a photo of them where it is a picture and `kind` does not say otherwise."""
        return Attachment(
            prospect=prospect,
            name=self.name,
            kind=kind or ("photo" if self.media_type.startswith("image/") else "file"),
            media_type=self.media_type,
            bytes=self.bytes,
            sha256=self.sha256,
        )


def keep(store: Store, content: bytes, name: str) -> File:
    """Keeps `content` beside the store; nothing names it yet. Raises `EnvironmentTrouble` where the disk refuses."""
    name = name.encode(errors="surrogateescape").decode(errors="replace")  # on Linux it may be no text
    media_type = mimetypes.guess_type(name)[0] or ""
    return File(name, media_type, len(content), files.keep(store.path, content))


def attach(store: Store, file: Path, prospect: UUID, *, kind: str = "") -> Attachment:
    """Keeps a copy of `file` with a prospect, of the kind that `File.of` says. Raises `UserError` for what is no file
    or too large to keep, `EnvironmentTrouble` where it cannot be read."""
    kept = keep(store, _content(file), file.name)
    with store.change(N_("Attached {name}"), name=kept.name) as unit:
        unit.need(Prospect, prospect)
        return unit.add(kept.of(prospect, kind=kind))


def _content(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise UserError(_("“{name}” is not a file.").format(name=file.name), _("Choose a single file."))
        if file.stat().st_size > LARGEST:
            raise UserError(
                _("“{name}” is too large to be kept here.").format(name=file.name),
                _("Keep it elsewhere, and write down where."),
            )
        return file.read_bytes()
    except OSError as error:
        raise EnvironmentTrouble(
            _("{file} cannot be read.").format(file=file), _("See whether it is still there.")
        ) from error


def remove(store: Store, attachment: UUID) -> None:
    """Takes a file off; undo brings it back, so its content stays, but no small copy of a picture does."""
    with store.read() as reading:
        gone = reading.need(Attachment, attachment)
    with store.change(N_("Removed {name}"), name=gone.name) as unit:
        unit.delete(unit.need(Attachment, attachment))
    with suppress(OSError):
        for copy in small_copies(store).iterdir():
            if copy.name.startswith(f"{gone.sha256}-"):
                copy.unlink(missing_ok=True)


def to_open(store: Store, attachment: Attachment, folder: Path) -> Path:
    """A copy of the content in `folder`, under its own name, for another program to open.

    It may only be read: what was changed in it would not come back here. Raises `UserError` where the content
    is not on this device.
    """
    if not files.whole(store.path, attachment.sha256):
        raise UserError(
            _("The file “{name}” is not on this device.").format(name=attachment.name),
            _("Attach it again, or restore it from a backup."),
        )
    target = folder / attachment.sha256[:12] / _fit(attachment.name)
    try:
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name("part")  # one that is broken off is not opened
            part.unlink(missing_ok=True)
            part.write_bytes(files.where(store.path, attachment.sha256).read_bytes())
            part.chmod(0o400)
            part.replace(target)
    except OSError as error:
        raise EnvironmentTrouble(
            _("{file} cannot be written.").format(file=target), _("See whether there is room on the disk.")
        ) from error
    return target


def _fit(name: str) -> str:
    """A name as every system takes it; it may have come with another's file."""
    short = _UNFIT.sub("_", name).strip(" .").encode()[-_LONGEST:].decode(errors="ignore")
    return short.strip(" .") or "file"


def small_copies(store: Store) -> Path:
    """Where small copies of pictures lie, to be shown fast: made again where they are gone, and in no backup."""
    return store.path.with_name("small-pictures")


def sweep_small_copies(store: Store) -> None:
    """Forgets the small copies of pictures that were removed elsewhere, or whose prospect was deleted."""
    folder = small_copies(store)
    # Before the records are read: a copy that is made meanwhile is not looked at.
    copies = list(folder.iterdir()) if folder.is_dir() else []
    if not copies:
        return
    alive = (
        select(Attachment.sha256)
        .join(Prospect, Prospect.id == Attachment.prospect)
        .where(Attachment.deleted_at.is_(None), Prospect.deleted_at.is_(None))
    )
    with store.read() as reading:
        wanted = {sha256 for (sha256,) in reading.rows(alive)}
    for copy in copies:
        if copy.name[:_HASH] not in wanted:
            with suppress(OSError):
                copy.unlink()


def portrait(store: Store, attachments: Sequence[Attachment]) -> Path | None:
    """The picture of a prospect: the first photo whose content is on this device."""
    for one in attachments:
        if one.kind == "photo" and re.fullmatch(r"[0-9a-f]{64}", one.sha256):
            path = files.where(store.path, one.sha256)
            if path.is_file():
                return path
    return None
