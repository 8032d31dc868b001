"""Finds emails, web addresses and phones in the lines of a card, and mends what recognising letters does to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from salesdesk.capture.cards.fields import Field, field
from salesdesk.capture.cards.lines import Line
from salesdesk.capture.freetext_words import LABELS, NUMBER_LABELS
from salesdesk.domain.text import digits, fold

_AT: Final = re.compile(r"\s*(?:@|©|®|\((?:at|a)\)|\[at\])\s*", re.IGNORECASE)
_EMAIL: Final = re.compile(r"([\w+%'-]+(?:\s?[.]\s?[\w+%'-]+)*)@([\w-]+(?:\s?[.,]\s?[\w-]+)+|[\w-]{4,})")
_WEB: Final = re.compile(
    r"(?:https?\s?:\s?//\s?)?(?<![\w@.])(?:w{2,4}\s?[.,]\s?[\w-]+(?:\s?[.,]\s?[\w-]+)*|[a-z0-9][\w-]*(?:\.[\w-]+)+)(?:/[\w./-]*)?",
    re.IGNORECASE,
)
_WWW: Final = re.compile(r"^w{2,4}[.,\s]+", re.IGNORECASE)
_TWICE: Final = re.compile(r"([\w-]+(?:\.[\w-]+)+?)((?:www\.)?\1)", re.IGNORECASE)
_PHONE: Final = re.compile(r"(?:\+|\(\s?\+?)?\s?\d(?:[\s().,/–-]{0,3}\d){5,16}")
_DIGITS_READ_AS_LETTERS: Final = str.maketrans("OoQlISBZ", "00011582")
_MOSTLY: Final = re.compile(r"(?<![^\W\d_])[\d+(][\dOoQlISBZ\s().+-]{5,}(?![^\W\d_])")
_LABEL: Final = re.compile(r"([^\W\d_][^\d@]{0,24}?)[\s.:|/)(>]*\+?\(?$")
_NEW_ENDINGS: Final = frozenset(
    [
        "com",
        "net",
        "org",
        "info",
        "biz",
        "app",
        "dev",
        "shop",
        "store",
        "design",
        "online",
        "tech",
        "agency",
        "studio",
        "group",
        "energy",
        "solutions",
        "cloud",
        "systems",
        "media",
        "digital",
        "consulting",
        "global",
        "international",
        "care",
        "art",
        "house",
        "company",
        "health",
        "solar",
        "gmbh",
        "berlin",
    ]
)


@dataclass(frozen=True, slots=True)
class Contact:
    """What was found, and the lines with what is left of each."""

    fields: tuple[Field, ...]
    rest: tuple[Line, ...]

    def values(self, name: str) -> list[str]:
        """The values of the fields of that name."""
        return [one.value for one in self.fields if one.name == name]


def contact(lines: Sequence[Line], region: str) -> Contact:
    """The emails, webs and phones of a card; `region` is the two-letter country of phones that name none."""
    found: list[Field] = []
    rest: list[Line] = []
    for line in _with_labels(lines):
        text = _emails(line, line.text, found)
        text = _webs(line, text, found)
        rest.append(replace(line, text=text))
    found = _agreed(found, rest)
    region = country(found, rest, region)
    rest = [replace(line, text=_phones(line, line.text, region, found)) for line in rest]
    said = [replace(line, text=_unlabelled(line.text)) for line in rest]
    return Contact(_once(found), tuple(line for line in said if line.text))


def country(found: Sequence[Field], lines: Sequence[Line], region: str) -> str:
    """The country that the card's numbers and domains tell of, else `region`."""
    import phonenumbers

    for line in lines:
        for match in re.finditer(r"\+\s?\(?\d[\d\s().-]{6,}", line.text):
            try:
                number = phonenumbers.parse(match[0], None)
            except phonenumbers.NumberParseException:
                continue
            if code := phonenumbers.region_code_for_number(number):
                return code
    for one in found:
        ending = one.value.rpartition(".")[2].split("/")[0].upper()
        ending = {"UK": "GB"}.get(ending, ending)
        if one.name in {"email", "web"} and ending in phonenumbers.SUPPORTED_REGIONS and ending not in _LENT:
            return ending
    if any(re.search(r"\b[A-Z]{2} \d{5}(?:-\d{4})?$", line.text) for line in lines):
        return "US"
    return region


_LENT: Final = frozenset(
    {"IO", "CO", "ME", "TV", "AI", "FM", "NU", "CC", "TO", "LY", "WS"}
)  # taken by anybody


def _with_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines, a label that stands apart ("Tel" … number) joined with what stands to its right."""
    kept: list[Line] = []
    taken: set[int] = set()
    for i, line in enumerate(lines):
        if i in taken:
            continue
        if _is_label(line.text):
            beside = [
                (j, other)
                for j, other in enumerate(lines)
                if j != i
                and j not in taken
                and abs(other.box.middle - line.box.middle) < line.box.height / 2
                and 0 < other.box.left - line.box.left < 12 * line.box.height
            ]
            if beside:
                j, other = min(beside, key=lambda one: one[1].box.left)
                joined = replace(other, text=f"{line.text} {other.text}")
                taken.add(j)
                kept = [one for one in kept if one is not other]
                kept.append(joined)
                continue
        kept.append(line)
    return kept


def _is_label(text: str) -> bool:
    return fold(text).strip(" .:|") in LABELS


def _emails(line: Line, text: str, found: list[Field]) -> str:
    text = _AT.sub("@", text)
    for match in reversed(list(_EMAIL.finditer(text))):
        local = re.sub(r"\s", "", match[1]).replace(",", ".")
        before = text[: match.start()]
        first, space, others = match[1].partition(" ")
        if space and _is_label(first.rstrip(".")):  # "E. kari@…"
            local, before = re.sub(r"\s", "", others), f"{before}{first} "
        domain = re.sub(r"\s", "", match[2]).replace(",", ".")
        if twice := _TWICE.fullmatch(domain):  # "…@fjord.no | fjord.no" whose stroke was not seen
            domain = twice[1]
            found.append(field("web", twice[2], [line], sure=0.9))
        if local.replace("I", "").islower():
            local = local.replace("I", "l")
        found.append(field("email", f"{local}@{domain}".strip("."), [line], sure=_domain_sure(domain)))
        text = f"{before} \x1f {text[match.end() :]}"
    return text


def _domain_sure(domain: str) -> float:
    return 1.0 if _ends_well(domain) else 0.6


def _ends_well(domain: str) -> bool:
    import phonenumbers

    name, _dot, ending = domain.lower().rpartition(".")
    known = ending.upper() in phonenumbers.SUPPORTED_REGIONS or ending in _NEW_ENDINGS | {"eu", "uk"}
    return bool(name) and known


def _webs(line: Line, text: str, found: list[Field]) -> str:
    for match in reversed(list(_WEB.finditer(text))):
        value = re.sub(r"\s", "", match[0]).replace(",", ".").rstrip(".")
        has_www = _WWW.match(value) is not None
        host = _WWW.sub("", value.partition("//")[2] or value).split("/")[0]
        if not has_www and not (_ends_well(host) and re.search(r"[^\W\d_]{2}", host.partition(".")[0])):
            continue
        value = _WWW.sub("www.", value)
        sure = 1.0 if _ends_well(host) else 0.6
        found.append(field("web", value, [line], sure=sure))
        text = f"{text[: match.start()]} \x1f {text[match.end() :]}"
    return text


def _agreed(found: Sequence[Field], rest: list[Line]) -> list[Field]:
    """The domain of email and web, which on most cards is one: where one lost a dot or a letter, the other tells."""
    domains = [_domain(one) for one in found]
    good = [d for one, d in zip(found, domains, strict=True) if _ends_well(d) and one.confidence > 0.6]
    agreed: list[Field] = []
    for one, domain in zip(found, domains, strict=True):
        twin = next((d for d in good if d != domain and _slipped(domain, d)), "")
        if twin and not _ends_well(domain):
            cut = one.value.rfind(domain)
            mended = one.value[:cut] + twin + one.value[cut + len(domain) :]
            agreed.append(replace(one, value=mended, confidence=0.9))
        elif twin and domain.count(".") == twin.count("."):
            agreed.append(replace(one, confidence=min(one.confidence, 0.7)))
        else:
            agreed.append(one)
    for i, line in enumerate(rest):  # "nordlyssol no", "wwwnordlyssolno": a web whose dots were lost
        bare = fold(line.text).replace(" ", "")
        if (
            len(bare) > 5
            and line.text.islower()
            and (d := next((d for d in good if bare in {_bare(d), "www" + _bare(d)}), ""))
        ):
            www = "www." if bare.startswith("www") else ""
            agreed.append(field("web", www + d, [line], sure=0.9))
            rest[i] = replace(line, text="")
    return agreed


def _domain(one: Field) -> str:
    value = one.value.rpartition("@")[2] if one.name == "email" else one.value.partition("//")[2] or one.value
    return _WWW.sub("", value).split("/")[0].lower()


def _bare(domain: str) -> str:
    return re.sub(r"[^a-z0-9]", "", domain)


def _slipped(one: str, other: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(_bare(one), _bare(other)) <= (2 if len(_bare(other)) > 8 else 1)


def _phones(line: Line, text: str, region: str, found: list[Field]) -> str:
    here: list[Field] = []
    text = _MOSTLY.sub(lambda m: m[0].translate(_DIGITS_READ_AS_LETTERS), text)
    for match in reversed(list(_PHONE.finditer(text))):
        before = text[: match.start()]
        if _other_number(before):
            continue
        label = _label(before)
        spans = _numbers(match[0], region, labelled=bool(label))
        for start, end in reversed(spans):
            written = match[0][start:end].strip(" .,/-–")
            kind = _kind(label, written, region)
            sure = 1.0 if _valid(written, region) else 0.7
            here.append(field("phone", _closed(written), [line], sure=sure, kind=kind))
        if spans:
            text = f"{before} \x1f {text[match.end() :]}"
    found += reversed(here)  # taken from the end
    return text


def _numbers(text: str, region: str, *, labelled: bool) -> list[tuple[int, int]]:
    """The spans of the phones in `text`, digits and what stands between: one, or two with a stroke between them."""
    bare = re.sub(r"\s[1l]\s*$", "", text)  # a stroke between two numbers, read as a one
    if bare != text and not _valid(text, region) and _valid(bare, region):
        return [(0, len(bare))]
    if _possible(text, region) or (labelled and 7 <= len(digits(text)) <= 15 and "/" not in text):
        return [(0, len(text))]
    spans: list[tuple[int, int]] = []
    at = 0
    for part in re.split(r"([/,;]|\s{2,}|\s[–-]\s)", text):
        if _possible(part, region):
            spans.append((at, at + len(part)))
        at += len(part)
    return spans


def _possible(text: str, region: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, region or None)) and not re.fullmatch(
            r"\s*\d{2}-\d{3}\s*|\s*\d{3}\s?\d{2}\s*|\s*\d{1,6}\s*", text
        )
    except phonenumbers.NumberParseException:
        return False


def _valid(text: str, region: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, region or None))
    except phonenumbers.NumberParseException:
        return False


def _closed(written: str) -> str:
    """`written` less a bracket that was opened elsewhere, and with single spaces."""
    text = " ".join(written.split())
    if text.count("(") != text.count(")"):
        text = text.strip("() ")
    return text


def _label(before: str) -> str:
    """The field that the words right before a number name: phone, mobile, fax, work, home; else empty."""
    match = _LABEL.search(before.rpartition("\x1f")[2])
    if match is None:
        return ""
    words = [word.strip(".:") for word in re.split(r"[\s/|]+", fold(match[1])) if word.strip(".:")]
    kinds = [LABELS.get(" ".join(words[-2:]), ""), *(LABELS.get(word, "") for word in words[-2:])]
    told = [kind for kind in kinds if kind in {"phone", "mobile", "fax", "work", "home"}]
    return told[0] if told else ""


def _kind(label: str, written: str, region: str) -> str:
    """The kind of a phone: what its label says, else what its number is known to be."""
    import phonenumbers

    if label in {"mobile", "fax", "home"}:
        return label
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(written, region or None))
    except phonenumbers.NumberParseException:
        return "work" if label == "work" else ""
    return "mobile" if kind == phonenumbers.PhoneNumberType.MOBILE else "work"


def _other_number(before: str) -> bool:
    words = fold(before[-24:]).replace(":", " ").split()[-2:]
    return any(word.strip(".") in NUMBER_LABELS for word in words)


def _unlabelled(text: str) -> str:
    """What is left of a line where something was taken, less labels and marks that now stand for nothing."""
    if "\x1f" not in text:
        return "" if _is_label(text) else text
    parts = [part.strip(" .,:;|/·•-–>") for part in text.split("\x1f")]
    kept = [part for part in parts if part and not _only_labels(part)]
    return " ".join(" ".join(kept).split())


def _only_labels(text: str) -> bool:
    words = [word.strip(".:|/,()") for word in re.split(r"[\s/|]+", fold(text))]
    return all(not word or word in LABELS for word in words) or fold(text).strip(" .:") in LABELS


def _once(found: Sequence[Field]) -> tuple[Field, ...]:
    kept: dict[tuple[str, str], Field] = {}
    for one in sorted(found, key=lambda one: (one.box.top, one.box.left)):
        same = digits(one.value) if one.name == "phone" else one.value.lower()
        kept.setdefault((one.name, same), one)
    return tuple(kept.values())
