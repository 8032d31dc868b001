"""Codes of badges in camera frames and photographs: how long a frame takes, and how many photographs are read.

The frames are drawn; photographs are looked for where the tests look for them, and left out where there are none.
"""

from __future__ import annotations

import os
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import zxingcpp
from PIL import Image

from salesdesk.capture import codes, pictures

_SIZE: Final = (1280, 720)
_FRAMES: Final = 60


@dataclass(frozen=True, slots=True)
class Frames:
    """Milliseconds of CPU a frame: the middle and the longest of those with a code, the middle of those with none; and
    how many codes were found."""

    middle: float
    longest: float
    empty: float
    found: int
    frames: int = _FRAMES


def frames() -> Frames:
    """QR codes alone, as the live camera asks for them, turned and in several sizes."""
    chance = random.Random(1)
    with_code = [_frame(chance, number) for number in range(_FRAMES)]
    took, found = zip(*(_timed(one) for one in with_code), strict=True)
    noise = Image.effect_noise(_SIZE, 60).tobytes()
    empty = sorted(_timed(noise)[0] for _once in range(20))
    ordered = sorted(took)
    return Frames(ordered[len(ordered) // 2], ordered[-1], empty[len(empty) // 2], sum(found))


def _frame(chance: random.Random, number: int) -> bytes:
    text = f"BEGIN:VCARD\nVERSION:3.0\nFN:Åse Łoś {number}\nTEL:+47912345{number:02d}\nEND:VCARD"
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    drawn = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=chance.randint(3, 9)))
    turned = drawn.convert("L").rotate(
        chance.randint(0, 359), Image.Resampling.BICUBIC, expand=True, fillcolor=140
    )
    picture = Image.new("L", _SIZE, 140)
    picture.paste(turned, (chance.randint(0, 500), chance.randint(0, 60)))
    return picture.tobytes()


def _timed(frame: bytes) -> tuple[float, bool]:
    begun = time.process_time()
    found = codes.in_frame(memoryview(frame), width=_SIZE[0], height=_SIZE[1], stride=_SIZE[0])
    return (time.process_time() - begun) * 1000, bool(found)


def photographs() -> tuple[int, int]:
    """How many photographs were read as the text beside them says, and how many there are."""
    named = os.environ.get("SALESDESK_CORPORA")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "corpora"
    files = [one for one in sorted((folder / "codes").rglob("*")) if one.is_file() and one.suffix != ".txt"]
    return sum(_is_read(one) for one in files), len(files)


def _is_read(file: Path) -> bool:
    wanted = _plain(file.with_suffix(".txt").read_bytes().decode("utf-8", "replace"))
    return any(_plain(one.text) == wanted for one in codes.in_photograph(pictures.opened(file.read_bytes())))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
