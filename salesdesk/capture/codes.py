"""Reads codes from pictures: QR and Data Matrix of badges, Aztec and PDF417 of passes, and the bars of older badges.

zxing-cpp finds and decodes them; here stands only what it is asked for: of a photograph everything, at leisure; of a
camera's frame as little as lets the next one come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from PIL.Image import Image

_SMALL: Final = (
    1200  # pixels of the longer side, up to which a picture without a hit is tried at twice its size
)
_LARGE: Final = 1600  # pixels of the longer side, to which a larger one is made smaller before it is turned
_TURNS: Final = (13, -13, 26, -26, 39, -39)  # degrees: bars are found within 7 of lying straight
_EVERYTHING: Final = (
    *("QRCode", "MicroQRCode", "RMQRCode", "DataMatrix", "Aztec", "PDF417", "CompactPDF417"),
    *("Code128", "Code39", "Code93", "Codabar", "ITF", "EAN13", "EAN8", "UPCA", "UPCE"),
)
_BADGES: Final = ("QRCode", "DataMatrix", "Aztec", "PDF417")


@dataclass(frozen=True, slots=True)
class Code:
    """A code that was found: its text, its kind as its standard calls it, and its corners in pixels from the picture's
    top left, beginning with its own top left one and going clockwise."""

    text: str
    kind: str
    corners: tuple[tuple[int, int], ...]


def in_photograph(picture: Image) -> tuple[Code, ...]:
    """All codes of a picture that someone took, those that hold most first.

    Where none is found it is looked at larger and turned; the corners are then those of that copy.
    """
    for copy in _copies(picture.convert("L")):
        if found := _found(copy, _EVERYTHING):
            return tuple(sorted(found, key=lambda one: -len(one.text)))
    return ()


def _copies(grey: Image) -> Iterator[Image]:
    from PIL import Image

    yield grey
    if max(grey.size) <= _SMALL:
        yield grey.resize(  # pyright: ignore[reportUnknownMemberType]  (its stub names numpy)
            (grey.width * 2, grey.height * 2), Image.Resampling.BICUBIC
        )
    grey.thumbnail((_LARGE, _LARGE))
    for turn in _TURNS:
        yield grey.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def in_frame(
    grey: memoryview, *, width: int, height: int, stride: int, thorough: bool = False
) -> tuple[Code, ...]:
    """The codes in a camera's frame of `height` rows, `stride` bytes apart, of `width` grey bytes.

    QR codes, which are found in a few milliseconds; `thorough`: the other kinds of badges as well.
    """
    import zxingcpp

    library: Any = zxingcpp  # its stubs want an array of numpy; any buffer does
    view = library.ImageView(grey, width, height, library.ImageFormat.Lum, stride)
    return _found(view, _BADGES if thorough else _BADGES[:1])


def drawn(text: str) -> tuple[bytes, ...]:
    """A QR code of `text` (ISO/IEC 18004) with its quiet zone: a row of bytes a line of modules, 0 for a dark one.

    Raises `ValueError` where it is more than one code holds.
    """
    import zxingcpp

    library: Any = zxingcpp  # its stubs leave out keywords and buffers
    image = library.write_barcode_to_image(
        library.create_barcode(text, library.BarcodeFormat.QRCode), scale=1
    )
    height, width = image.shape
    whole = memoryview(image).tobytes()
    return tuple(whole[row * width : (row + 1) * width] for row in range(height))


def _found(picture: Any, kinds: tuple[str, ...]) -> tuple[Code, ...]:
    import zxingcpp

    formats = zxingcpp.barcode_formats_from_str(",".join(kinds))
    hits = zxingcpp.read_barcodes(picture, formats=formats, text_mode=zxingcpp.TextMode.Plain)
    return tuple(
        Code(text, str(hit.format), _corners(hit.position)) for hit in hits if (text := _text(hit)).strip()
    )


def _text(hit: Any) -> str:
    """What a code says. Many writers put UTF-8 into a code that names no encoding."""
    try:
        return bytes(hit.bytes).decode("utf-8")
    except UnicodeDecodeError:
        return str(hit.text)


def _corners(position: Any) -> tuple[tuple[int, int], ...]:
    points = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return tuple((int(point.x), int(point.y)) for point in points)
