"""The part of the whole that a goal is of: understood as a person names it, and told by name."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, Final

from sqlalchemy import select

from salesdesk.domain import vocabulary
from salesdesk.domain.competitors import Competitor
from salesdesk.domain.deals import Deal
from salesdesk.domain.goals import Goal
from salesdesk.domain.products import Product
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.sources import Source
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import fairs, figures, goal_units, techniques
from salesdesk.store.unit import Reading

_NAMED: Final = 6  # of those known, in a refusal
_WORDS: Final = {"source": ("source",), "kind": ("expense", "activity"), "step": ("step",)}


def called(reading: Reading, goal: Goal) -> str:
    """What the part is called that a goal is of; empty of one of the whole."""
    return figures.label(reading, goal.scope, goal.scope_value) if goal.scope else ""


def titled(goal: Goal, part: str) -> str:
    """What a goal is called, with what its part is called: `Leads 80 · Fair`."""
    return " · ".join(filter(None, (goal_units.title(goal), part)))


def part(reading: Reading, scope: str, text: str) -> str:
    """What the store calls the part of the whole that a person means by `text`.

    Raises `UserError` where there is none such, which names the nearest ones.
    """
    if scope == "fair":
        return fairs.named(reading, text).id.hex
    if scope in ("product", "competitor"):
        kind = Product if scope == "product" else Competitor
        query: Any = select(kind.id, kind.name).where(kind.deleted_at.is_(None))
        return _named(text, [(one.hex, name) for one, name in reading.rows(query)])
    for words in _WORDS.get(scope, ()):
        if slug := vocabulary.recognise(words, text):
            return slug
    return _named(text, _known(reading, scope))


def _known(reading: Reading, scope: str) -> list[tuple[str, str]]:
    """The parts that the store or the program has words for: what each is kept as, and what it is called."""
    if scope == "returning":
        return [(one, one) for one in ("returning", "new")]
    words = [
        (slug, vocabulary.label(one, slug)) for one in _WORDS.get(scope, ()) for slug in vocabulary.WORDS[one]
    ]
    columns = {
        "source": (Source.kind, Source),
        "segment": (Prospect.trade, Prospect),
        "technique": (Deal.technique, Deal),
    }
    if scope not in columns:
        return words
    column, kind = columns[scope]
    kept: Any = select(column).where(kind.deleted_at.is_(None), column != "").distinct().order_by(column)
    names = [name for (name,) in reading.rows(kept)]
    if scope == "technique":
        names = [*techniques.names(reading), *names]
    return words + [(name, name) for name in dict.fromkeys(names) if (name, name) not in words]


def _named(text: str, known: Sequence[tuple[str, str]]) -> str:
    wanted = fold(text.strip())
    by_name = {fold(name): (key, name) for key, name in reversed(known)}
    if wanted in by_name:
        return by_name[wanted][0]
    near = [by_name[one][1] for one in get_close_matches(wanted, by_name)]
    near = near or [name for _key, name in known]
    raise UserError(
        _("There is nothing called “{name}”.").format(name=text),
        _("Write one of: {words}").format(words=", ".join(near[:_NAMED]) or _("nothing")),
    )
