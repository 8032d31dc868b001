"""A person's photo is shown small, upright and without their whole picture being read twice; a hostile one is not."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from salesdesk.services import attachments, backups, bulk_editing, changes
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects import detail_reading
from salesdesk.ui.widgets.portraits import Portrait, portrait_of
from tests.factories import capture

SIDE = 44
RED, BLUE = (200, 30, 20), (20, 60, 200)


def two_halves(size: tuple[int, int], *, turned: int = 1) -> bytes:
    """A photo that is red above and blue below once it is turned as its EXIF says."""
    upright = Image.new("RGB", size, BLUE)
    upright.paste(RED, (0, 0, size[0], size[1] // 2))
    stored = upright.rotate({1: 0, 3: 180, 6: 90, 8: -90}[turned], expand=True)
    exif = Image.Exif()
    exif[0x0112] = turned
    out = BytesIO()
    stored.save(out, "JPEG", exif=exif, quality=95)
    return out.getvalue()


def kept(folder: Path, content: bytes) -> Path:
    path = folder / "c0ffee"
    path.write_bytes(content)
    return path


def is_like(color: QColor, wanted: tuple[int, int, int]) -> bool:
    return all(
        abs(a - b) < 40 for a, b in zip((color.red(), color.green(), color.blue()), wanted, strict=True)
    )


@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_a_photo_stands_upright_and_is_as_small_as_it_is_shown(tmp_path: Path, turned: int) -> None:
    picture = portrait_of(kept(tmp_path, two_halves((1200, 1600), turned=turned)), tmp_path / "small", SIDE)
    assert (picture.width(), picture.height()) == (3 * SIDE, 3 * SIDE)
    assert is_like(picture.pixelColor(66, 10), RED)
    assert is_like(picture.pixelColor(66, 120), BLUE)


def test_the_small_copy_is_shown_the_next_time_and_is_made_again_where_it_is_gone(tmp_path: Path) -> None:
    original, small = kept(tmp_path, two_halves((900, 900))), tmp_path / "small"
    first = portrait_of(original, small, SIDE)
    (copy,) = small.iterdir()
    assert copy.stat().st_size < 20_000
    original.rename(tmp_path / "away")
    assert portrait_of(original, small, SIDE) == first  # without the large one being opened
    (tmp_path / "away").rename(original)
    copy.write_bytes(b"torn")
    assert portrait_of(original, small, SIDE) == first
    copy.unlink()
    assert portrait_of(original, small, SIDE) == first
    assert copy.exists()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is this large."""

    def chunk(kind: bytes, said: bytes) -> bytes:
        return struct.pack(">I", len(said)) + kind + said + struct.pack(">I", zlib.crc32(kind + said))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + pixels + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [
        bomb(60_000, 60_000),
        bomb(10_000, 10_000),
        b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" height="90"/></svg>',
        b"no picture at all",
        b"",
        two_halves((900, 900))[:200],
    ],
    ids=["3600 megapixels", "400 megabytes", "svg", "text", "empty", "broken off"],
)
@pytest.mark.qt_log_ignore(
    "(?i)rejecting image", "(?i)jpeg", "Bogus marker", "(?i)libpng"
)  # which is what is wanted of Qt
def test_what_is_no_photo_or_would_fill_the_memory_shows_initials(tmp_path: Path, content: bytes) -> None:
    assert portrait_of(kept(tmp_path, content), tmp_path / "small", SIDE).isNull()
    assert not (tmp_path / "small").exists()


def test_a_folder_that_cannot_be_written_keeps_nobody_from_being_seen(tmp_path: Path) -> None:
    (tmp_path / "small").write_text("a file where the folder should be")
    assert not portrait_of(kept(tmp_path, two_halves((300, 300))), tmp_path / "small", SIDE).isNull()


def test_a_prospect_is_shown_with_their_photo_and_no_backup_holds_its_small_copy(
    desk: Desk, tmp_path: Path
) -> None:
    one = capture(desk.store, "Åse Łoś-Đặng").prospect
    file = tmp_path / "åse.jpg"
    file.write_bytes(two_halves((1600, 1200)))
    attachments.attach(desk.store, file, one)
    look = detail_reading.look(desk.store, one)
    assert look is not None
    assert look.picture.width() == 3 * SIDE
    small = attachments.small_copies(desk.store)
    assert len(list(small.iterdir())) == 1

    other = tmp_path / "second"
    other.mkdir()
    backups.make(desk.store, other / "kopi.db")
    assert not list(other.rglob("*.png"))


def test_the_photo_fills_its_frame_in_the_pixels_of_the_screen(tmp_path: Path, qtbot: QtBot) -> None:
    frame = Portrait(size=SIDE)
    qtbot.addWidget(frame)
    frame.say("Åse Łoś", portrait_of(kept(tmp_path, two_halves((900, 900))), tmp_path / "small", SIDE))
    frame.show()
    assert frame.shown().width() == round(SIDE * frame.devicePixelRatioF())
    seen = frame.grab().toImage()
    middle = seen.width() // 2
    assert is_like(seen.pixelColor(middle, seen.height() // 4), RED)
    assert is_like(seen.pixelColor(middle, seen.height() * 3 // 4), BLUE)


def pictured(desk: Desk, tmp_path: Path, name: str, size: tuple[int, int]) -> tuple[UUID, UUID]:
    """A prospect and their photo, of which there is a small copy."""
    one = capture(desk.store, name).prospect
    file = tmp_path / "photo.jpg"
    file.write_bytes(two_halves(size))
    photo = attachments.attach(desk.store, file, one).id
    detail_reading.look(desk.store, one)
    return one, photo


def test_the_small_copy_of_a_photo_goes_with_it_and_others_stay(desk: Desk, tmp_path: Path) -> None:
    small = attachments.small_copies(desk.store)
    pictured(desk, tmp_path, "Jan Żółć", (400, 400))
    (other,) = small.iterdir()
    ase, photo = pictured(desk, tmp_path, "Åse Łoś-Đặng", (500, 400))
    attachments.remove(desk.store, photo)
    assert list(small.iterdir()) == [other]
    changes.undo(desk.store)
    look = detail_reading.look(desk.store, ase)
    assert look is not None
    assert not look.picture.isNull()


def test_the_small_copies_of_those_who_were_deleted_are_swept(desk: Desk, tmp_path: Path) -> None:
    small = attachments.small_copies(desk.store)
    ase, _photo = pictured(desk, tmp_path, "Åse Łoś-Đặng", (500, 400))
    pictured(desk, tmp_path, "Jan Żółć", (400, 400))
    bulk_editing.write(desk.store, bulk_editing.delete(desk.store, [ase]))
    attachments.sweep_small_copies(desk.store)
    assert len(list(small.iterdir())) == 1
