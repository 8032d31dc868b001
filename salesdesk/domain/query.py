"""The written search language, shared by the command line, the search field, filter chips and saved views.

    hot source:fair due:<today company:"Fjord"

Free words are beginnings of words; everything must hold; `a|b` is either. `field:value`, `field:a|b` for either,
`<` `>` `<=` `>=` and `a..b` for days and numbers, `-` before a term turns it round, quotes hold words
together, `is:customer`, `has:phone`, `no:follow-up`, `view:"A saved view"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from salesdesk.domain import vocabulary
from salesdesk.domain.query_days import Span, span
from salesdesk.domain.query_fields import FIELDS, HAS, IS, FieldKind
from salesdesk.errors import UserError
from salesdesk.i18n import _

INTERESTS: Final = ("hot", "warm", "cold")
_OPERATORS: Final = ("<=", ">=", "<", ">", "=")
_SAID: Final = r'(?:"(?:[^"\\]|\\.)*"?|[^\s"])'
_TERM: Final = re.compile(rf"(-*)(?:([A-Za-z_]+):({_SAID}*)|({_SAID}+))", re.DOTALL)
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"?', re.DOTALL)
_PLAIN_WORD: Final = re.compile(r'(?!-)(?:https?://|(?![A-Za-z_]+:))[^\s"|]+')
_PLAIN_VALUE: Final = re.compile(r"[^\s\"|<>=][^\s\"|]*")
_LONGEST: Final = 4000  # characters; a query is typed, not pasted


class QueryError(UserError):
    """A query that cannot be understood, with what to write instead."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that must be found; a phrase is found word by word in its order."""

    text: str
    phrase: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """What a field must say. `op` is `:` (any of `values`), a comparison, `is`, `has` or `view`. No `field` at all:
    any of these words, or of these interests.

    Values are text, slugs or, of a day field, the days meant; the text as it was written is kept for `write`.
    """

    field: str
    op: str
    values: tuple[str, ...]
    days: tuple[Span, ...] = ()
    negated: bool = False


Term = Word | Condition


@dataclass(frozen=True, slots=True)
class Query:
    """All terms must hold."""

    terms: tuple[Term, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """The free words that must be found."""
        return tuple(term for term in self.terms if isinstance(term, Word) and not term.negated)


def parse(text: str, *, subject: str, today: date) -> Query:
    """Reads a query. Raises `QueryError`, and nothing else, with a sentence on what to write instead."""
    if len(text) > _LONGEST:
        raise QueryError(_("That search is too long."), _("Use a few words."))
    return Query(tuple(_terms(text, subject, today)))


def _terms(text: str, subject: str, today: date) -> Iterator[Term]:
    for found in _TERM.finditer(text):
        minus, name, value, bare = found.groups()
        negated = bool(minus)
        if name and name.lower() in _known(subject):
            yield _condition(name.lower(), value, subject, today, negated=negated)
        elif name and not value.startswith("//"):
            raise _unknown_field(name, subject)
        else:
            said = f"{name}:{value}" if name else bare
            word = _unquoted(said)
            either = [part for part in _divided(said) if _unquoted(part).strip("- ")]
            if len(either) > 1:
                yield _any_of(either, subject, negated=negated)
            elif said.lower() in INTERESTS and subject == "prospects":
                yield Condition("interest", ":", (said.lower(),), negated=negated)
            elif word.strip("-") and word.strip():
                yield Word(word, phrase=said.startswith('"'), negated=negated)


def _any_of(parts: list[str], subject: str, *, negated: bool) -> Condition:
    """`hot|warm`, `fjord|meble`: one of several words, or of several interests."""
    interests = subject == "prospects" and all(part.lower() in INTERESTS for part in parts)
    values = (part.lower() if interests else _unquoted(part) for part in parts)
    return Condition("interest" if interests else "", ":", tuple(values), negated=negated)


def _known(subject: str) -> tuple[str, ...]:
    return (*FIELDS[subject], "is", "has", "no", "view")


def _unknown_field(name: str, subject: str) -> QueryError:
    near = _nearest(name, _known(subject))
    hint = _("Did you mean {name}?").format(name=f"{near}:") if near else _one_of(_known(subject))
    return QueryError(_("There is no field “{name}” to search by.").format(name=name), hint)


def _one_of(known: Iterable[str]) -> str:
    return _("Write one of: {words}").format(words=", ".join(known))


def _nearest(word: str, known: tuple[str, ...]) -> str:
    from rapidfuzz import fuzz, process

    found = process.extractOne(word.lower(), known, scorer=fuzz.ratio, score_cutoff=60)
    return str(found[0]) if found else ""


def _unquoted(text: str) -> str:
    return _QUOTED.sub(lambda m: re.sub(r"\\(.)", r"\1", m[1], flags=re.DOTALL), text)


def _condition(name: str, said: str, subject: str, today: date, *, negated: bool) -> Condition:
    op = next((one for one in _OPERATORS if said.startswith(one)), "") if name in FIELDS[subject] else ""
    values = tuple(_unquoted(part) for part in _divided(said[len(op) :]))
    if not any(value.strip() for value in values):
        raise QueryError(
            _("“{name}:” needs a value.").format(name=name),
            _("Write for example {example}").format(example=f"{name}:{_example(name, subject)}"),
        )
    if name == "view":
        return Condition("view", "view", (_unquoted(said),), negated=negated)
    if name in {"is", "has", "no"}:
        return _flag(name, _unquoted(said).lower(), subject, negated=negated)
    kind = FIELDS[subject][name]
    if kind.kind == "day":
        return _days(name, op or "=", values, today, negated=negated)
    if kind.kind == "number":
        return _numbers(name, op or "=", values, negated=negated)
    if op and op != "=":
        raise QueryError(
            _("“{name}” is not a day or a number, so {op} does not fit.").format(name=name, op=op),
            _("Write {example}").format(example=f"{name}:{_held(values[0])}"),
        )
    return Condition(name, ":", tuple(_recognised(name, kind, value) for value in values), negated=negated)


def _example(name: str, subject: str) -> str:
    """A value that fits a field, to show how one is written."""
    if name in {"is", "has", "no"}:
        return (IS if name == "is" else HAS)[subject][0]
    kind = FIELDS[subject].get(name, FieldKind("text", ""))
    if kind.kind == "word":
        return vocabulary.slugs(kind.vocabulary)[0]
    return {"day": "today", "number": "2"}.get(kind.kind, "oak")


def _divided(text: str) -> list[str]:
    """The alternatives of `a|"b c"|d`."""
    parts: list[str] = re.findall(r'(?:"(?:[^"\\]|\\.)*"?|[^|"])+', text, re.DOTALL)
    return parts or [""]


def _flag(name: str, value: str, subject: str, *, negated: bool) -> Condition:
    known = (IS if name == "is" else HAS)[subject]
    value = {"followup": "follow-up", "follow_up": "follow-up"}.get(value, value)
    if value not in known:
        near = _nearest(value, known)
        hint = _("Did you mean {name}?").format(name=f"{name}:{near}") if near else _one_of(known)
        refusal = _("“{name}:{value}” is not something to search by.").format(name=name, value=value)
        raise QueryError(refusal, hint)
    return Condition(value, "is" if name == "is" else "has", (), negated=negated != (name == "no"))


def _recognised(name: str, kind: FieldKind, value: str) -> str:
    if kind.kind != "word":
        return value
    found = vocabulary.recognise(kind.vocabulary, value)
    if not found and name in {"interest", "time_frame"}:
        raise QueryError(
            _("“{value}” is not a word for {name}.").format(value=value, name=name),
            _one_of(vocabulary.slugs(kind.vocabulary)),
        )
    return found or value


def _days(name: str, op: str, values: tuple[str, ...], today: date, *, negated: bool) -> Condition:
    spans: list[Span] = []
    for value in values:
        first, dots, last = value.partition("..")
        start, end = span(first, today), span(last, today) if dots else None
        if start is None or (dots and end is None):
            raise QueryError(
                _("“{value}” is not a day.").format(value=value),
                _("Write today, friday, 2026-11-15, 2026-11, +7d or 2026-11-01..2026-11-15."),
            )
        spans.append((start[0], end[1]) if end else start)
    if op != "=" and len(spans) > 1:
        raise QueryError(
            _("{op} takes one day.").format(op=op), _("Write {example}").format(example=f"{name}:{op}today")
        )
    return Condition(name, op, values, tuple(spans), negated=negated)


def _numbers(name: str, op: str, values: tuple[str, ...], *, negated: bool) -> Condition:
    for value in values:
        if not re.fullmatch(r"\d{1,9}", value, re.ASCII):
            raise QueryError(
                _("“{value}” is not a number.").format(value=value),
                _("Write {example}").format(example=f"{name}:>=2"),
            )
    return Condition(name, op, values, negated=negated)


def write(query: Query) -> str:
    """The query as one would type it; reading it again gives the same."""
    return " ".join(_written(term) for term in query.terms)


def _written(term: Term) -> str:
    minus = "-" if term.negated else ""
    if isinstance(term, Word):
        if term.phrase:
            return minus + _quoted(term.text)
        plain = _PLAIN_WORD.fullmatch(term.text) and term.text.lower() not in INTERESTS
        # Quotes inside a word, not around it, leave it the beginning of a word.
        return minus + (term.text if plain else term.text[:1] + _quoted(term.text[1:]))
    if term.op in {"is", "has"}:
        name = "is" if term.op == "is" else "no" if term.negated else "has"
        return f"{minus if term.op == 'is' else ''}{name}:{term.field}"
    if not term.field:
        return minus + "|".join(v if _PLAIN_WORD.fullmatch(v) else _quoted(v) for v in term.values)
    op = "" if term.op in {":", "=", "view"} else term.op
    return f"{minus}{term.field}:{op}" + "|".join(_held(value) for value in term.values)


def _held(value: str) -> str:
    return value if _PLAIN_VALUE.fullmatch(value) else _quoted(value)


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def day_after(one: date) -> date:
    """The day after `one`, or `one` where the calendar ends."""
    return one + timedelta(days=1) if one < date.max else one
