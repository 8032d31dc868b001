"""Takes emails, links, phones and tags out of a line of text, with the labels that stand before them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from salesdesk.capture.freetext_spans import BREAK, cut
from salesdesk.capture.freetext_words import LABELS, NUMBER_LABELS
from salesdesk.domain.drafts import Detail
from salesdesk.domain.text import digits, fold
from salesdesk.domain.values import normalise_phone

_EMAIL: Final = re.compile(
    r"(?:mailto:)?(?P<it>[^\s@<>()\[\],;:|\"'\x1f]{1,64}@[^\W_](?:[\w-]{0,62}\.)+[^\W\d_]{2,24})(?![\w@])",
    re.IGNORECASE,
)
_ENDINGS: Final = (
    "com|net|org|info|biz|eu|io|co|app|dev|shop|store|design|no|se|dk|fi|is|pl|de|at|ch|nl|be|fr|es|it|pt|uk|ie|cz|sk|lt|lv"
    "|ee|vn|us|ca|au|nu|example|test"
)
_WEB: Final = re.compile(
    rf"https?://[^\s<>\"\x1f]{{1,500}}|(?<![\w@.])www\.[^\s<>\"\x1f,;]{{1,500}}"
    rf"|(?<![\w@.-])(?:[^\W_][\w-]{{0,62}}\.){{1,4}}(?:{_ENDINGS})(?:/[^\s<>\"\x1f,;]{{0,500}})?(?![\w@.-])",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"(?<![\w#&/])#([^\W\d_][\w-]{0,60})")
_DATE: Final = re.compile(
    r"(?<!\d)(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)|\d{4}\s?[-–]\s?\d{4})(?![\d-])|\d{1,2}:\d\d"
)
# Digits in groups, as people write them; a plus sign in front, a part in brackets.
_NUMBER: Final = re.compile(r"(?<![\w#/.,-])(?:\+|\(\+?)?\d(?:[ \u00a0./()-]{0,3}\d){6,15}(?![\w/]|[.,]\d)")
_MONEY: Final = re.compile(
    r"\s?(?:kr|nok|sek|dkk|eur|usd|pln|zł|vnd|đ|€|\$|stk|pcs|szt|kg)\b|\s?[€$]", re.IGNORECASE
)
_LABEL: Final = re.compile(
    r"(?:^|(?<=[\s\x1f,;|•·(]))([^\W\d_][^\W\d_.-]*(?:[-. ]{1,2}[^\W\d_]+){0,2})\s?[.:]{0,2}\s*\(?$"
)
_MAILED: Final = re.compile(r" [^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){1,3}\s*$")
_AFTER: Final = re.compile(r"\s?\(([^\W\d_]{3,12})\)")


@dataclass(slots=True)
class Found:
    """What was taken out of a text so far."""

    emails: list[Detail] = field(default_factory=list[Detail])
    phones: list[Detail] = field(default_factory=list[Detail])
    webs: list[Detail] = field(default_factory=list[Detail])
    tags: list[str] = field(default_factory=list[str])


def take(line: str, region: str, found: Found) -> str:
    """Adds what `line` holds to `found`; gives back the line with breaks where something was taken."""
    line = _take_emails(line, found)
    line = _take_webs(line, found)
    line = _take_phones(line, region, found)
    for match in reversed(list(_TAG.finditer(line))):
        found.tags.insert(0, match[1])
        line = cut(line, *match.span())
    return line


def _take_emails(line: str, found: Found) -> str:
    for match in list(_EMAIL.finditer(line)):
        value = match["it"].strip(".")
        start, end = match.span()
        if line[:start].endswith("<") and line[end : end + 1] == ">":
            start, end = start - 1, end + 1
            line = _named_before(line, start)
        start, _ = _label_before(line, start, {"email"})
        _add(found.emails, Detail(value))
        line = cut(line, start, end)
    return line


def _named_before(line: str, end: int) -> str:
    """The capital words before `<address>` set apart from what stands before them, as mail programs quote."""
    match = _MAILED.search(line[:end])
    return cut(line, match.start(), match.start() + 1) if match else line


def _take_webs(line: str, found: Found) -> str:
    for match in list(_WEB.finditer(line)):
        value = match[0].rstrip(".,;:!?)'")
        start, _ = _label_before(line, match.start(), {"web"})
        _add(found.webs, Detail(value))
        line = cut(line, start, match.start() + len(value))
    return line


def _take_phones(line: str, region: str, found: Found) -> str:
    for start, end in _numbers(line, region):
        label_start, kind = _label_before(line, start, {"phone", "mobile", "fax", "work", "home"})
        after = _AFTER.match(line, end)
        if after and LABELS.get(fold(after[1])) in {"mobile", "fax", "work", "home"}:
            kind = LABELS[fold(after[1])]
        else:
            after = None
        _add(found.phones, Detail(line[start:end], "" if kind == "phone" else kind))
        line = cut(line, label_start, after.end() if after else end)
    return line


def _numbers(line: str, region: str) -> list[tuple[int, int]]:
    """The spans of phones in `line`: those that a country knows, and others that look like one."""
    if sum(c.isdecimal() for c in line) < 7:
        return []
    import phonenumbers

    dates = [match.span() for match in _DATE.finditer(line)]
    spans: list[tuple[int, int]] = []

    def add(start: int, end: int) -> None:
        if not any(a < end and start < b for a, b in (*dates, *spans)) and not _is_other_number(line, start):
            spans.append((start, end))

    for known in phonenumbers.PhoneNumberMatcher(line, region or None):
        add(known.start, known.start + len(known.raw_string))
    for other in _NUMBER.finditer(line):
        if _plausible(line, other, region):
            add(*other.span())
    return sorted(spans)


def _plausible(line: str, number: re.Match[str], region: str) -> bool:
    labelled = _label_before(line, number.start(), {"phone", "mobile", "fax", "work", "home"})[1]
    count = len(digits(number[0]))
    if labelled or number[0].startswith("+") or normalise_phone(number[0], region):
        return count >= 7
    return 8 <= count <= 12 and not _MONEY.match(line, number.end())


def _is_other_number(line: str, start: int) -> bool:
    """Whether the words before say that this is the number of something else: an organisation, an account."""
    before = fold(line[max(0, start - 24) : start]).replace(":", " ").split()[-2:]
    return any(word.rstrip(".") in NUMBER_LABELS for word in before)


def _label_before(line: str, start: int, fields: set[str]) -> tuple[int, str]:
    """Where a label for one of `fields` begins that ends at `start`, and which it is; else `start` and ""."""
    match = _LABEL.search(line[max(0, start - 40) : start])
    if not match:
        return start, ""
    offset = max(0, start - 40)
    words = match[1].split()
    for count in range(len(words), 0, -1):
        said = " ".join(words[-count:])
        kind = LABELS.get(fold(said).replace(".", "").rstrip(":"), "")
        short = len(said) == 1 and not said.isupper() and match[0].rstrip()[-1:] not in {":", "."}
        if kind in fields and not short:
            at = offset + match.start(1) + match[1].rindex(words[-count])
            return at, kind
    return start, ""


def _add(details: list[Detail], new: Detail) -> None:
    if all(old.value != new.value for old in details):
        details.append(new)


def without_label(text: str) -> tuple[str, str]:
    """The field that a label before a colon names, and the text after it; ("", text) where there is none."""
    label, colon, rest = text.partition(":")
    if not colon or len(label) > 40:
        return "", text
    kind = LABELS.get(fold(label.strip(BREAK + " *-•")), "")
    return (kind, rest.strip()) if kind in {"name", "company", "title", "note", "address"} else ("", text)
