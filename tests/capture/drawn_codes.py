"""Codes drawn for tests, as pictures of their own or laid somewhere into a larger one."""

from __future__ import annotations

from io import BytesIO

import zxingcpp
from PIL import Image


def drawn(text: str, kind: str = "QRCode", *, scale: int = 6) -> Image.Image:
    """A code in black on white, with its margin."""
    made = zxingcpp.create_barcode(text, zxingcpp.barcode_format_from_str(kind))
    return Image.fromarray(zxingcpp.write_barcode_to_image(made, scale=scale)).convert("L")


def laid(
    code: Image.Image, *, size: tuple[int, int] = (1280, 720), at: tuple[int, int] = (400, 200)
) -> Image.Image:
    """A grey picture of `size` with the code at `at`."""
    picture = Image.new("L", size, 150)
    picture.paste(code, at)
    return picture


def written(picture: Image.Image, kind: str = "PNG") -> bytes:
    """The picture as a file."""
    out = BytesIO()
    picture.save(out, kind)
    return out.getvalue()
