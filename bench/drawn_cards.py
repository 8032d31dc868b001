"""Business cards drawn from a seed, with what stands on them: names and layouts that the rules were not written on.

Drawn in the fonts of the system that have every letter of a card, laid on a table, photographed askew, some turned.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from bench.drawn_card_words import COUNTRIES, VIETNAMESE, Country
from salesdesk.domain.text import fold

_LAND, _UPRIGHT = (1050, 650), (650, 1050)
_PHOTO: Final = (1600, 1200)
_FONTS: Final = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
_UNFIT: Final = (
    "mono",
    "italic",
    "oblique",
    "math",
    "light",
    "thin",
    "black",
    "symbol",
    "emoji",
    "display",
    "condensed",
)


@dataclass(frozen=True, slots=True)
class Told:
    """What stands on a card."""

    region: str
    name: str
    title: str
    company: str
    phones: tuple[str, ...]
    email: str
    web: str
    address: tuple[str, ...]
    labels: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn card: what it says, and its photograph as JPEG."""

    told: Told
    content: bytes


def drawn(count: int = 30, *, seed: int = 6) -> Iterator[Drawn]:
    """So many cards. Raises `LookupError` where the system has no font that can write one of them."""
    chance = random.Random(seed)
    for number in range(count):
        country = COUNTRIES[number % len(COUNTRIES)]
        told = _told(country, chance)
        layout = _LAYOUTS[(number + number // len(COUNTRIES)) % len(_LAYOUTS)]
        card = layout(told, chance)
        yield Drawn(told, _photographed(card, chance, number))


def _told(country: Country, chance: random.Random) -> Told:
    company, domain = chance.choice(country.companies)
    if country.region == "VN":
        name, box = chance.choice(VIETNAMESE).split("|")
    else:
        first, last = chance.choice(country.first.split()), chance.choice(country.last.split())
        name = f"{first} {last}"
        plain = [fold(word).replace("'", "") for word in (first, last)]
        box = chance.choice([".".join(plain), plain[0], plain[0][0] + plain[1], f"{plain[0][0]}.{plain[1]}"])
    street, town = chance.choice(country.towns)
    phones = [country.landline, country.mobile][: chance.choice([1, 2, 2])]
    return Told(
        country.region,
        name,
        chance.choice(country.titles),
        company,
        tuple("".join(str(chance.randint(2, 9)) if c == "#" else c for c in one) for one in phones),
        f"{box}@{domain}",
        chance.choice(["www.", ""]) + domain,
        (street.format(n=chance.randint(2, 98)), town),
        country.labels,
    )


class _Pen:
    """Writes lines on a card, in one family of fonts."""

    def __init__(
        self, size: tuple[int, int], ground: str, ink: str, told: Told, chance: random.Random
    ) -> None:
        self.card = Image.new("RGB", size, ground)
        self.draw = ImageDraw.Draw(self.card)
        self.ink = ink
        letters = (
            "".join((told.name, told.title, told.company, *told.address, *told.labels, told.email))
            + "0123456789+|"
        )
        self.plain, self.bold = chance.choice(_families(frozenset(letters + letters.upper())))

    def write(
        self,
        text: str,
        at: tuple[int, int],
        height: int,
        *,
        bold: bool = False,
        anchor: str = "la",
        ink: str = "",
    ) -> None:
        """Writes `text`, smaller where it would not fit."""
        while True:
            font = ImageFont.truetype(str(self.bold if bold else self.plain), height)
            left, _top, right, _bottom = self.draw.textbbox(at, text, font=font, anchor=anchor)
            if (left >= 25 and right <= self.card.width - 25) or height <= 18:
                break
            height -= 1
        self.draw.text(at, text, font=font, fill=ink or self.ink, anchor=anchor)


def _families(letters: frozenset[str]) -> list[tuple[Path, Path]]:
    found = [pair for pair in _pairs() if all(_has(path, letters) for path in pair)]
    if not found:
        raise LookupError("no font here has all letters of the cards; fonts-dejavu-core has them")
    return found


@cache
def _pairs() -> tuple[tuple[Path, Path], ...]:
    """Plain fonts of the system, each with its bold."""
    folders = [
        Path(one).expanduser()
        for one in (*os.environ.get("SALESDESK_FONTS", "").split(os.pathsep), *_FONTS)
        if one
    ]
    files = {
        one.stem.lower(): one
        for folder in folders
        if folder.is_dir()
        for one in sorted(folder.rglob("*.ttf"))
    }
    pairs: list[tuple[Path, Path]] = []
    for stem, path in sorted(files.items()):
        family = stem.removesuffix("-regular")
        bold = files.get(f"{family}-bold")
        if bold is not None and "bold" not in stem and not any(word in stem for word in _UNFIT):
            pairs.append((path, bold))
    return tuple(pairs)


@cache
def _has(path: Path, letters: frozenset[str]) -> bool:
    """Whether the font draws each of `letters`, and not the box that stands for those it lacks."""
    font = ImageFont.truetype(str(path), 40)
    lacking = _mask(font, "\U0010fffd")
    return all(_mask(font, c) != lacking and font.getbbox(c)[2] for c in letters if not c.isspace())


def _mask(font: ImageFont.FreeTypeFont, letter: str) -> bytes:
    drawn = Image.new("L", (90, 90))
    ImageDraw.Draw(drawn).text((20, 10), letter, font=font, fill=255)
    return drawn.tobytes()


def _column(told: Told, chance: random.Random) -> Image.Image:
    """Name at the top, contact in a column at the right, the company at the foot."""
    pen = _Pen(_LAND, chance.choice(["#ffffff", "#f6f1e7"]), "#222222", told, chance)
    pen.write(told.name, (60, 70), 56, bold=True)
    pen.write(told.title, (60, 145), 32, ink="#555555")
    for i, line in enumerate((*_labelled(told, ": "), told.email, told.web)):
        pen.write(line, (990, 270 + i * 46), 29, anchor="ra")
    pen.write(told.company, (60, 480), 38, bold=True, ink="#8a1c3b")
    pen.write(", ".join(told.address), (60, 545), 29)
    return pen.card


def _foot(told: Told, chance: random.Random) -> Image.Image:
    """All centred, the company in capitals, contact in rows divided by strokes."""
    pen = _Pen(_LAND, chance.choice(["#ffffff", "#eef3ee"]), "#1d2b23", told, chance)
    pen.write(told.company.upper(), (525, 80), 44, bold=True, anchor="ma", ink="#1f5c3d")
    pen.draw.line([(350, 165), (700, 165)], fill="#1f5c3d", width=3)
    pen.write(told.name, (525, 215), 50, anchor="ma")
    pen.write(told.title, (525, 285), 31, anchor="ma")
    pen.write("  |  ".join(_labelled(told, " ")), (525, 420), 29, anchor="ma")
    pen.write(f"{told.email}  |  {told.web}", (525, 475), 29, anchor="ma")
    pen.write(", ".join(told.address), (525, 530), 29, anchor="ma")
    return pen.card


def _dark(told: Told, chance: random.Random) -> Image.Image:
    """Light on dark, company small above the name, no labels."""
    pen = _Pen(_LAND, chance.choice(["#1b1f3a", "#2b2b2b", "#3c1f2f"]), "#f2f2f2", told, chance)
    pen.write(told.company, (70, 60), 34, ink="#e8b84a")
    pen.write(told.name, (70, 170), 54, bold=True)
    pen.write(told.title, (70, 242), 31)
    for i, line in enumerate((*told.phones, told.email)):
        pen.write(line, (70, 400 + i * 48), 30)
    for i, line in enumerate((*told.address, told.web)):
        pen.write(line, (990, 400 + i * 48), 30, anchor="ra")
    return pen.card


def _upright(told: Told, chance: random.Random) -> Image.Image:
    """An upright card with a mark at the top."""
    pen = _Pen(_UPRIGHT, "#fdfdfd", "#262626", told, chance)
    pen.draw.ellipse([(265, 70), (385, 190)], outline="#0b6e8f", width=10)
    pen.write(told.company, (325, 235), 36, bold=True, anchor="ma", ink="#0b6e8f")
    pen.write(told.name, (60, 420), 48, bold=True)
    pen.write(told.title, (60, 485), 30)
    for i, line in enumerate((*_labelled(told, " "), told.email, told.web, *told.address)):
        pen.write(line, (60, 620 + i * 50), 30)
    return pen.card


def _banner(told: Told, chance: random.Random) -> Image.Image:
    """The company on a coloured band, address and contact in two columns under it."""
    pen = _Pen(_LAND, "#ffffff", "#333333", told, chance)
    band = chance.choice(["#0d3b66", "#5f0f40", "#335c67"])
    pen.draw.rectangle([(0, 0), (_LAND[0], 150)], fill=band)
    pen.write(told.company, (60, 48), 46, bold=True, ink="#ffffff")
    pen.write(told.name, (60, 215), 48, bold=True, ink=band)
    pen.write(told.title, (60, 282), 30)
    for i, line in enumerate(told.address):
        pen.write(line, (60, 430 + i * 46), 29)
    for i, line in enumerate((*_labelled(told, ". "), told.email, told.web)):
        pen.write(line, (560, 400 + i * 46), 29)
    return pen.card


def _labelled(told: Told, after: str) -> list[str]:
    return [
        f"{label.rstrip('.') if after.startswith('.') else label}{after}{phone}"
        for label, phone in zip(told.labels, told.phones, strict=False)
    ]


_LAYOUTS: Final[Sequence[Callable[[Told, random.Random], Image.Image]]] = (
    _column,
    _foot,
    _dark,
    _upright,
    _banner,
)


def _photographed(card: Image.Image, chance: random.Random, number: int) -> bytes:
    """The card as a JPEG: every fifth a scan, the others askew on a table, a few lying on their side or head."""
    if number % 5 == 0:
        return _jpeg(card, 92)
    turn = {3: 180, 8: 90, 17: 180, 26: 270}.get(number, 0)
    if turn:
        card = card.rotate(turn, expand=True)
    table = tuple(chance.randint(60, 150) for _each in range(3))
    photo = Image.new("RGB", _PHOTO, table)
    scale = min(1180 / card.width, 860 / card.height) * chance.uniform(0.85, 1.0)
    width, height = card.width * scale, card.height * scale
    left, top = (_PHOTO[0] - width) / 2, (_PHOTO[1] - height) / 2
    corners = [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
    askew = [(x + chance.uniform(-60, 60), y + chance.uniform(-45, 45)) for x, y in corners]
    laid = _laid(card, askew)
    photo.paste(laid.convert("RGB"), (0, 0), laid.getchannel("A"))
    shade = (
        Image.linear_gradient("L")
        .resize(_PHOTO)
        .rotate(chance.choice([0, 180]))
        .point([175 + level * 80 // 255 for level in range(256)])
    )
    photo = Image.composite(photo, Image.new("RGB", _PHOTO), shade)
    noise = Image.effect_noise(_PHOTO, chance.uniform(6, 16)).convert("RGB")
    photo = Image.blend(photo.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 1.0))), noise, 0.04)
    return _jpeg(ImageEnhance.Brightness(photo).enhance(chance.uniform(0.85, 1.1)), chance.randint(70, 88))


def _laid(card: Image.Image, corners: Sequence[tuple[float, float]]) -> Image.Image:
    """The card in perspective, its corners where they are told, all else seen through."""
    import numpy  # of the extra `cards`

    rows, aims = [], []
    own = [(0, 0), (card.width, 0), (card.width, card.height), (0, card.height)]
    for (x, y), (u, v) in zip(corners, own, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        aims += [u, v]
    solved = numpy.linalg.solve(numpy.array(rows, float), numpy.array(aims, float))
    how = Image.Transform.PERSPECTIVE
    return card.convert("RGBA").transform(
        _PHOTO, how, [float(one) for one in solved], Image.Resampling.BICUBIC
    )


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    written = BytesIO()
    picture.save(written, "JPEG", quality=quality)
    return written.getvalue()


def truth(told: Told) -> Mapping[str, tuple[str, ...]]:
    """The fields that a card has, by the names of `capture.cards`."""
    return {
        "name": (told.name,),
        "title": (told.title,),
        "company": (told.company,),
        "phone": told.phones,
        "email": (told.email,),
        "web": (told.web,),
        "address": (", ".join(told.address),),
    }
