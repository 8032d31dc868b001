"""A badge held before the camera, or photographed, is read, however it lies; what is no picture is refused in words."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from salesdesk.capture import codes, pictures
from salesdesk.errors import UserError
from tests.capture.drawn_codes import drawn, laid, written

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Åse Łoś-Đặng\nEND:VCARD"


@pytest.mark.parametrize("kind", ["QRCode", "DataMatrix", "Aztec", "PDF417"])
@pytest.mark.parametrize("turned", [0, 90, 17])
def test_each_kind_of_badge_is_read_however_it_lies(kind: str, turned: int) -> None:
    picture = laid(drawn(CARD, kind, scale=4).rotate(turned, expand=True, fillcolor=255), size=(1600, 1200))
    found = codes.in_photograph(pictures.opened(written(picture)))
    assert [one.text for one in found] == [CARD]


def test_the_bars_of_an_old_badge_are_read() -> None:
    found = codes.in_photograph(laid(drawn("FAIR-004711", "Code128", scale=4)))
    assert [(one.text, one.kind) for one in found] == [("FAIR-004711", "Code 128")]


def test_a_light_code_on_a_dark_badge_is_read() -> None:
    picture = ImageOps.invert(laid(drawn("471100")))
    assert [one.text for one in codes.in_photograph(picture)] == ["471100"]


def test_a_code_of_a_few_points_is_read_enlarged() -> None:
    picture = laid(drawn(CARD, scale=1).resize((60, 60)), size=(300, 200), at=(100, 50))
    assert [one.text for one in codes.in_photograph(picture)] == [CARD]


def test_of_two_codes_the_one_that_tells_more_comes_first() -> None:
    picture = laid(drawn("https://fair.example"), at=(30, 100))
    picture.paste(drawn(CARD), (700, 100))
    assert [one.text for one in codes.in_photograph(picture)] == [CARD, "https://fair.example"]


def test_a_photograph_taken_on_its_side_is_turned_upright_as_the_phone_says() -> None:
    picture = laid(drawn("471100"), size=(600, 400))
    exif = Image.Exif()
    exif[0x0112] = 6  # EXIF 2.3: to be turned by 90° clockwise
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    assert pictures.opened(out.getvalue()).size == (400, 600)


@pytest.mark.parametrize("kind", ["JPEG", "MPO"])
def test_a_photograph_of_a_hundred_million_points_is_read_in_a_fraction_of_their_memory(kind: str) -> None:
    photograph = laid(drawn(CARD).resize((1500, 1500)), size=(11_999, 9_001), at=(3000, 2000))
    exif = Image.Exif()
    exif[0x0112] = 8
    out = BytesIO()
    more = {"save_all": True, "append_images": [drawn(CARD)]} if kind == "MPO" else {}
    photograph.save(out, kind, exif=exif, **more)
    picture = pictures.opened(out.getvalue())
    assert picture.width * picture.height <= 32_000_000
    assert picture.height > picture.width
    assert [one.text for one in codes.in_photograph(picture)] == [CARD]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF"])
def test_a_picture_of_each_usual_kind_is_read(kind: str) -> None:
    content = written(laid(drawn("471100")), kind)
    assert [one.text for one in codes.in_photograph(pictures.opened(content))] == ["471100"]


def test_a_code_on_a_ground_that_is_seen_through_is_read() -> None:
    code = drawn(CARD)
    clear = Image.new("RGBA", code.size, (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), mask=ImageOps.invert(code))
    indexed = Image.new("P", code.size, 0)
    indexed.putpalette([0, 0, 0, 0, 0, 0])
    indexed.paste(1, mask=ImageOps.invert(code))
    gif = BytesIO()
    indexed.save(gif, "GIF", transparency=0)
    for content in (written(clear), written(clear, "WEBP"), gif.getvalue()):
        assert [one.text for one in codes.in_photograph(pictures.opened(content))] == [CARD]


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_a_scan_in_sixteen_bits_of_grey_is_read(kind: str) -> None:
    code = drawn(CARD)
    values = (60_000 if light else 3_000 for light in code.tobytes())
    scan = Image.frombytes("I;16", code.size, b"".join(struct.pack("<H", one) for one in values))
    assert [one.text for one in codes.in_photograph(pictures.opened(written(scan, kind)))] == [CARD]


def _huge(side: int) -> bytes:
    """A PNG of a few bytes that tells of so many points squared."""
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))))
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 not a picture", "no picture"),
        (written(laid(drawn("471100")))[:300], "broken"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "HEIC"),
        (_huge(60_000), "too large"),
        (_huge(8_000), "too large"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said) as refusal:
        pictures.opened(content)
    assert refusal.value.hint


@given(st.data())
@settings(max_examples=60)
def test_a_damaged_picture_is_refused_or_read_and_never_ends_the_program(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP"]))
    content = bytearray(written(drawn("471100", scale=3), kind))
    for _once in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UserError):
        codes.in_photograph(pictures.opened(bytes(content)))


def test_a_frame_of_the_camera_is_read_as_its_rows_lie_in_memory() -> None:
    picture = laid(drawn(CARD))
    width, height, stride = 1280, 720, 1344
    rows = picture.tobytes()
    padded = b"".join(rows[y * width : (y + 1) * width].ljust(stride, b"\x00") for y in range(height))
    frame = memoryview(padded)
    (found,) = codes.in_frame(frame, width=width, height=height, stride=stride)
    assert found.text == CARD
    assert all(400 <= x < 700 and 200 <= y < 500 for x, y in found.corners)
    pdf = memoryview(laid(drawn("471100", "PDF417", scale=3)).tobytes())
    assert not codes.in_frame(pdf, width=width, height=height, stride=width)
    (bars,) = codes.in_frame(pdf, width=width, height=height, stride=width, thorough=True)
    assert bars.text == "471100"


def test_photographs_of_codes_are_read_nearly_all(corpora: Path) -> None:
    photographs = [
        file for file in sorted((corpora / "codes").rglob("*")) if file.is_file() and file.suffix != ".txt"
    ]
    missed = [file.name for file in photographs if not _read(file)]
    assert len(photographs) > 30
    assert len(missed) <= 0.05 * len(photographs), missed


def _read(photograph: Path) -> bool:
    wanted = (
        photograph.with_suffix(".txt").read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").strip()
    )
    found = codes.in_photograph(pictures.opened(photograph.read_bytes()))
    return any(one.text.replace("\r\n", "\n").strip() == wanted for one in found)
