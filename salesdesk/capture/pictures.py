"""Opens a stranger's picture: a photograph of a badge or a card, as a phone or a scanner wrote it.

Pillow decodes it, in few formats and up to a size that a phone's camera reaches: a small file can tell of a picture
that fills the memory. What a phone writes larger than is needed to read it is made smaller as it is decoded, which only
JPEG allows.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Final

from salesdesk.errors import UserError
from salesdesk.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS: Final = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")
ENDINGS: Final = ("jpg", "jpeg", "png", "webp", "bmp", "gif", "tif", "tiff")
_MOST_BYTES: Final = 60_000_000
_MOST_PIXELS: Final = 120_000_000  # of a JPEG: phones write 12 to 108 million
_MOST_WHOLE: Final = 50_000_000  # that are decoded as they are, at four bytes each
_ENOUGH: Final = 32_000_000  # that a JPEG is decoded to
_HEIC: Final = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")


def opened(content: bytes) -> Image:
    """The picture in `content`, upright as its EXIF says, in grey or in red, green and blue.

    Raises `UserError` where it is no picture of the kinds of `ENDINGS`, is broken off or too large.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    if not content.strip(b"\x00"):
        raise UserError(_("This file is empty."), _("Take or copy it once more."))
    if content[4:12] in _HEIC:
        raise UserError(
            _("This is a HEIC picture, which can't be read here."),
            _("Save it as JPEG, or set the phone's camera to its most compatible format."),
        )
    refuse_too_large(len(content))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd EXIF; what matters is said below
            picture = Image.open(BytesIO(content), formats=FORMATS)
            if picture.width * picture.height > (_MOST_PIXELS if _is_jpeg(picture) else _MOST_WHOLE):
                raise _too_large()
            if _is_jpeg(picture):
                _decode_small(picture)
            picture.load()
            ImageOps.exif_transpose(picture, in_place=True)
            return _plain(picture)
    except UnidentifiedImageError as error:
        raise UserError(
            _("This is no picture that can be read here."),
            _("Take one of these kinds: {endings}.").format(endings=", ".join(ENDINGS)),
        ) from error
    except (Image.DecompressionBombError, MemoryError) as error:
        raise _too_large() from error
    except (OSError, ValueError, SyntaxError, KeyError, IndexError, OverflowError, EOFError) as error:
        raise UserError(
            _("This picture is broken and can't be read."), _("Take or copy it once more.")
        ) from error


def refuse_too_large(size: int) -> None:
    """Raises `UserError` where a picture file has more bytes than any that is read here."""
    if size > _MOST_BYTES:
        raise _too_large()


def _is_jpeg(picture: Image) -> bool:
    return picture.format in {"JPEG", "MPO"}  # MPO is a JPEG with others behind it, as phones write


def _decode_small(picture: Image) -> None:
    """Lets a JPEG be decoded at half its size, or a quarter, so that it has no more points than are enough."""
    wide, high = picture.size
    while wide * high > _ENOUGH:
        wide, high = wide // 2, high // 2
    picture.draft(None, (max(wide, 1), max(high, 1)))


def _plain(picture: Image) -> Image:
    """A picture in grey or in red, green and blue; what is seen through it is white, as paper is."""
    from PIL import Image

    if picture.mode.startswith("I;16"):  # of scanners; Pillow alone makes white of all but the darkest
        return picture.convert("I").point([value >> 8 for value in range(1 << 16)], "L")
    if picture.has_transparency_data:
        clear = picture if picture.mode == "RGBA" else picture.convert("RGBA")
        paper = Image.new("RGB", clear.size, "white")
        paper.paste(clear, mask=clear.getchannel("A"))
        return paper
    plain = "L" if picture.mode in {"1", "L"} else "RGB"
    return picture if picture.mode == plain else picture.convert(plain)


def _too_large() -> UserError:
    return UserError(
        _("This picture is too large."),
        _("Make it smaller than 50 million points, or save it as JPEG."),
    )
