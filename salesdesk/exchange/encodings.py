"""Turns the bytes of a file into text, whatever program wrote them.

Guessers by statistics read Norwegian cp1252 as cp1250, so the choice is made among the few encodings that
address books of our sellers really come in, by the letters of the languages that they speak.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from salesdesk.errors import UserError
from salesdesk.i18n import _

_SAMPLE = 200_000  # bytes that are scored; enough for thousands of names
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
# The order decides a draw: what most sellers' machines write comes first.
_CODECS = {
    "cp1252": "cp1252",
    "cp1250": "cp1250",
    "iso8859-2": "iso8859-2",
    "cp1258": "cp1258",
    "shift_jis": "cp932",
}
# What DOS programs and old Macs wrote; it is read so only where it is clearly likelier than all of those above.
_OLDER = {"cp850": "cp850", "cp852": "cp852", "mac-roman": "mac_roman"}
USUAL = ("utf-8", "utf-16", *_CODECS, *_OLDER, "cp437", "cp865", "iso8859-1")
_CLEARLY, _HARDLY = 0.5, 0.35  # a letter
_ODD = -0.5  # the weight of what hardly stands in names
_FOREIGN = "ÁÍÓÚÑ"  # of names of other countries, and no sign that a file was misread
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")  # of Vietnamese, which cp1258 has apart
_WESTERN = "åæøäöüÅÆØÄÖÜéÉßèàçáíóúñëïôîûœÉÈÀÇ"
_POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻäöüÄÖÜßé"
_LETTERS = {
    "cp1252": _WESTERN,
    "cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻäöüÄÖÜßéáíúýčřšžěůČŘŠŽőű",
    "iso8859-2": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻäöüÄÖÜßéáíúýčřšžěůČŘŠŽőű",
    "cp1258": _WESTERN + "ăâđêôơưĂÂĐÊÔƠƯ",
    "cp850": "åæøäöüÅÆØÄÖÜéÉßèçáóë",
    "cp852": _POLISH,
    "mac-roman": "åæøäöüÅÆØÄÖÜéÉßèçáóë",
}
_RARE = {"cp1252": "êâÊÂÔÎ", "cp1250": "îâôşţ", "iso8859-2": "îâôşţ", "cp1258": "îû"}
_UNLIKELY_LAST = {"cp1252": "æêñ", "cp1250": "", "iso8859-2": "", "cp1258": "æêñ"}
_PUNCTUATION = "«»“”„‘’‚–—…•·€£§°©®™´¿¡½¼¾²³ªº\u00a0\u00ad"
_VOWELS = "aeiouyąęóáéíúýěůöüäőűăâêôơưAEIOUYĄĘÓÁÉÍÚÝĚŮÖÜÄŐŰĂÂÊÔƠƯ"
_CONSONANTS = "źżšžśť"  # of Polish and Czech, at the bytes of ü, ø, ö and å in Mac Roman
_BEFORE = _VOWELS + "lr"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and the name of the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes, *, encoding: str | None = None) -> Decoded:
    """The text of `data`, without its byte order mark.

    A mark decides; then UTF-16 by its zero bytes, strict UTF-8, UTF-8 with a few broken bytes, and last the
    likeliest of cp1252, cp1250, iso8859-2, cp1258 and Shift_JIS, or cp850, cp852 and Mac Roman where one of
    these is clearly likelier. With `encoding`, a name that Python or Windows has for one, nothing is guessed.
    Raises UserError where `encoding` is unknown or does not fit.
    """
    if encoding:
        return _as_told(data, encoding)
    for mark, name, codec in _BOMS:
        if data.startswith(mark):
            return Decoded(data.decode(codec, "replace"), name)
    wide = _utf16_without_mark(data)
    if wide:
        return Decoded(data.decode(wide, "replace"), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(data):
        return Decoded(_lenient(data, "utf-8"), "utf-8")
    sample = _sample(data)
    best = _likeliest(sample)
    return Decoded(unicodedata.normalize("NFC", _lenient(data, (_CODECS | _OLDER)[best])), best)


def looks_odd(text: str, encoding: str) -> bool:
    """Whether the letters of `text`, which was read in one of the single-byte encodings, are hardly those of names,
    or would be as likely ones of DOS or an old Mac: a few names alone may not tell."""
    if encoding not in _LETTERS:
        return False
    text = text[:_SAMPLE]
    if encoding == "cp1258":
        text = _TONES.sub("", unicodedata.normalize("NFD", text))
        text = unicodedata.normalize("NFC", text)
    around, letters = f" {text} ", [one for one in text if one.isalpha()]
    weights = [
        _weight(encoding, before=around[i - 1], letter=letter, after=around[i + 1])
        for i, letter in enumerate(around[1:-1], 1)
        if letter > "\x7f" and letter not in _FOREIGN
    ]
    foreign = sum(one > "\x7f" for one in letters) * 2 > len(letters)  # as Russian is, or Greek
    odd = sum(weight <= _ODD for weight in weights) * 4 > len(weights)
    return foreign or odd or _either(text, encoding)


def _either(text: str, encoding: str) -> bool:
    """Whether an older encoding would be likelier, though not clearly so."""
    if encoding not in _CODECS:
        return False
    sample = text.encode(_CODECS[encoding], "ignore")
    letters = sum(byte > 0x7F for byte in sample)
    older = max(_score(sample, name) for name in _OLDER)
    return older - _score(sample, encoding) > _HARDLY * letters


def _as_told(data: bytes, encoding: str) -> Decoded:
    wanted = re.sub(r"^windows-?(?=\d)", "cp", encoding.strip().lower())
    codec = {"utf-8": "utf-8-sig", "utf8": "utf-8-sig", "shift_jis": "cp932"}.get(wanted, wanted)
    try:
        text = data.decode(codec).removeprefix("\ufeff")
    except UnicodeError as trouble:
        raise UserError(
            _("This file is not written in {encoding}.").format(encoding=encoding),
            _("Leave the encoding out, and it is found by itself."),
        ) from trouble
    except (LookupError, ValueError) as trouble:
        raise UserError(
            _("The encoding {encoding} is not known here.").format(encoding=encoding),
            _("Usual ones are {names}.").format(names=", ".join(USUAL)),
        ) from trouble
    return Decoded(unicodedata.normalize("NFC", text) if wanted == "cp1258" else text, wanted)


def _utf16_without_mark(data: bytes) -> str:
    """`utf-16-le` or `utf-16-be` where nearly every other byte is zero, as Latin text has it; else ""."""
    head = data[:4096]
    if head.count(0) * 10 < len(head) or len(head) < 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 8 * odd else ""


def _mostly_utf8(data: bytes) -> bool:
    """Whether `data` is UTF-8 that was damaged or cut in a few places."""
    text = data.decode("utf-8", "surrogateescape")
    broken = len(re.findall(r"[\udc80-\udcff]", text))
    whole = len(re.findall(r"[\u0080-\ud7ff\ue000-\U0010ffff]", text))
    return whole >= 4 * broken


def _lenient(data: bytes, codec: str) -> str:
    """Decodes and loses nothing: a byte that has no meaning is read as cp1252, or kept as its number."""
    text = data.decode(codec, "surrogateescape")
    if text.isascii() or not re.search(r"[\udc80-\udcff]", text):
        return text
    meant = {0xDC00 + b: bytes((b,)).decode("cp1252", "replace") for b in range(0x80, 0x100)}
    kept = {0xDC00 + b: chr(b) for b in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
    return text.translate(meant | kept)


def _sample(data: bytes) -> bytes:
    """The lines that tell something: those with bytes beyond ASCII, up to a bounded size."""
    taken: list[bytes] = []
    size = 0
    for line in re.finditer(rb"[^\n]*[\x80-\xff][^\n]*", data):
        taken.append(line[0][:_SAMPLE])
        size += len(taken[-1])
        if size >= _SAMPLE:
            break
    return b"\n".join(taken)


def _likeliest(sample: bytes) -> str:
    """The name of the encoding in which `sample` looks most like the languages at hand."""
    usual = {name: _score(sample, name) for name in _CODECS}
    best = max(usual, key=lambda name: usual[name])
    if usual[best] >= 0.9 * (letters := sum(byte > 0x7F for byte in sample)):
        return best
    older = {name: _score(sample, name) for name in _OLDER}
    other = max(older, key=lambda name: older[name])
    return other if older[other] - usual[best] >= _CLEARLY * letters else best


def _score(sample: bytes, name: str) -> float:
    """How much `sample` looks like the languages at hand when it is read as `name`."""
    text = sample.decode((_CODECS | _OLDER)[name], "replace")
    around = f" {text} "
    return sum(
        _weight(name, before=around[i], letter=letter, after=around[i + 2])
        for i, letter in enumerate(text)
        if letter > "\x7f"
    )


def _weight(name: str, *, before: str, letter: str, after: str) -> float:
    if letter == "\ufffd" or "\x80" <= letter <= "\x9f" or "\ue000" <= letter <= "\uf8ff":
        return -5.0
    if name == "shift_jis":
        return _japanese(before, letter, after)
    if unicodedata.combining(letter):
        return 1.0 if before in _VOWELS else -2.0  # a tone of Vietnamese
    if letter.isupper() and before.islower():
        return -2.0  # "NguyêÞn": no language writes so
    if name in _OLDER and (mark := _as_a_mark(name, before, letter, after)) is not None:
        return mark
    if letter in _UNLIKELY_LAST.get(name, "") and not after.isalpha():
        return 0.2  # words end in ć, ę, ń, not in æ, ê, ñ
    if letter in "Ææ" and before.isspace() and after == "w":
        return 0.2  # Ćwik
    if letter in _LETTERS[name]:
        return 0.0 if letter in _CONSONANTS and _closed_in(before, after) else 1.0
    if letter in _RARE.get(name, ""):
        return 0.6
    if letter.isalpha() and letter not in "ªº":
        return -0.5
    inside = before.isalpha() and after.isalpha()
    beside = before.isalpha() or after.isalpha()
    if letter in _PUNCTUATION:
        return -1.0 if inside and letter not in "’´\u00ad\u00a0–·" else (-0.2 if beside else 0.1)
    return -2.0 if beside else -0.3


def _as_a_mark(name: str, before: str, letter: str, after: str) -> float | None:
    """The weight of a letter that is a quotation mark or a dash in what most machines write, by where it stands; None
    of others."""
    lonely = not (before.isalpha() or after.isalpha())
    if lonely or (letter.islower() and after.isupper()):
        return -1.0
    if letter.isupper() and before.isalpha() and after.islower():
        return -1.0  # "KÜln"
    if (name, letter) == ("cp850", "Æ") and before.isalpha():
        return 0.1  # the apostrophe of O’BRIEN
    if (name, letter) == ("mac-roman", "Ö") and not after.isalpha():
        return 0.25  # the dots of YORK…
    return None


def _closed_in(before: str, after: str) -> bool:
    """Whether there are consonants on both sides: "Bjżrn" is an ø and "Mźller" an ü, though Elżbieta is none."""
    return before.isalpha() and after.isalpha() and before not in _BEFORE and after not in _VOWELS


def _japanese(before: str, letter: str, after: str) -> float:
    if (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()):
        return -1.5
    if "\u3040" <= letter <= "\u30ff":
        return 2.0
    if "\uff61" <= letter <= "\uff9f":
        return 0.1  # half-width kana: any byte of A1–DF
    return 1.2 if "\u3000" <= letter <= "\u9fff" or "\uff01" <= letter <= "\uff60" else -1.0
