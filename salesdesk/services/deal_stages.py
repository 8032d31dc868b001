"""The stages of the seller's pipeline: the usual ones until they are edited, and which deals stand where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import select

from salesdesk.domain import vocabulary
from salesdesk.domain.deals import Deal, DealStage
from salesdesk.domain.figures.pipeline import Chance, chance
from salesdesk.domain.locally import grouped
from salesdesk.domain.pipeline import OUTCOMES, USUAL, Stage
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _, ngettext
from salesdesk.store.database import Store
from salesdesk.store.figures import pipeline as pipeline_sums
from salesdesk.store.unit import Reading, Unit

_KNOWN: Final = {  # probability and place of stages that other programs have and a new store has not
    "prospecting": Stage("prospecting", position=-2, probability=5, idle_days=21),
    "contacted": Stage("contacted", position=-1, probability=10, idle_days=14),
}
_NEW_PROBABILITY: Final = 20
_NEW_IDLE: Final = 14


def read(reading: Reading) -> list[Stage]:
    """The stages in their order."""
    query = select(DealStage).where(DealStage.deleted_at.is_(None))
    kept = reading.find(query.order_by(DealStage.position, DealStage.row))
    if not kept:
        return list(USUAL)
    return [Stage(one.key, one.name, one.position, one.probability, one.idle_days) for one in kept]


def unlisted(key: str) -> Stage:
    """A stage that deals stand in and the seller does not list any more: as it usually is, where it is a usual one."""
    return next((one for one in USUAL if one.key == key), Stage(key))


def chances(reading: Reading) -> dict[str, Chance]:
    """How likely a deal in each stage that is known is won: as the seller set it, or by the own closed deals."""
    usual = {one.key: one.probability for one in (*USUAL, *read(reading))}
    own = pipeline_sums.outcomes(reading.connection)
    return {key: chance(usual.get(key, 0), *own.get(key, (0, 0))) for key in usual | own}


def percents(reading: Reading) -> dict[str, int]:
    """The same as bare per cent."""
    return {key: one.percent for key, one in chances(reading).items()}


def by_history(closed: int) -> str:
    """That a probability is that of the seller's own closed deals; the empty text where it was set."""
    if not closed:
        return ""
    return ngettext("by your own {number} closed deal", "by your own {number} closed deals", closed).format(
        number=grouped(closed)
    )


def label(stage: Stage) -> str:
    """What a stage is called."""
    return stage.name or vocabulary.label("deal_stage", stage.key)


def save(store: Store, stages: Sequence[Stage]) -> None:
    """Makes `stages`, in this order, the pipeline; one without a key is new.

    Raises `UserError` where none is left, a name is empty or stands twice, a probability is none, or one with
    open deals would go.
    """
    with store.change(N_("Changed the stages")) as unit:
        wanted = [replace(one, position=place) for place, one in enumerate(_keyed(stages))]
        _check(wanted)
        going = {one.key for one in read(unit)} - {one.key for one in wanted}
        stuck = unit.first(
            select(Deal).where(Deal.stage.in_(going), Deal.outcome == "", Deal.deleted_at.is_(None))
        )
        if stuck is not None:
            raise UserError(
                _("A stage that still has open deals cannot go."), _("Move its deals to another stage first.")
            )
        _write(unit, wanted)


def needed(unit: Unit, text: str) -> str:
    """The key of the stage that `text` names, by key, label or a word of other programs; made where there is
    none. The empty text is the first stage."""
    stages = read(unit)
    found = named(stages, text) if text.strip() else stages[0].key
    if found:
        return found
    made = made_of(text, stages)
    _write(unit, sorted([*stages, made], key=lambda one: one.position))
    return made.key


def named(stages: Sequence[Stage], text: str) -> str:
    """The key of the one of `stages` that `text` names; the empty text where it names none of them."""
    folded = fold(text)
    for one in stages:
        if folded in {fold(one.key), fold(label(one))}:
            return one.key
    meant = vocabulary.recognise("deal_stage", text)
    return meant if any(one.key == meant for one in stages) else ""


def made_of(text: str, stages: Sequence[Stage]) -> Stage:
    """The stage that `text` names and `stages` lack."""
    meant = vocabulary.recognise("deal_stage", text)
    if meant:
        usual = next((one for one in USUAL if one.key == meant), None)
        return _KNOWN.get(meant) or usual or Stage(meant, probability=_NEW_PROBABILITY, idle_days=_NEW_IDLE)
    last = max((one.position for one in stages), default=0)
    return Stage(_key(text), text.strip(), last + 1, _NEW_PROBABILITY, _NEW_IDLE)


def _keyed(stages: Sequence[Stage]) -> list[Stage]:
    return [one if one.key else replace(one, key=_key(one.name)) for one in stages]


def _key(name: str) -> str:
    made = re.sub(r"[^\w]+", "-", fold(name)).strip("-")[:40] or "stage"
    return f"{made}-stage" if made in OUTCOMES else made


def _check(stages: Sequence[Stage]) -> None:
    if not stages:
        raise UserError(_("A pipeline needs at least one stage."), _("Keep one, or add one."))
    names = [fold(label(one)) for one in stages]
    if not all(names) or len(set(names)) < len(names) or len({one.key for one in stages}) < len(stages):
        raise UserError(_("Each stage needs a name of its own."), _("Rename one of them."))
    if not all(0 <= one.probability <= 100 for one in stages):
        raise UserError(_("A probability is from 0 to 100 per cent."), _("Write for example 40."))


def _write(unit: Unit, wanted: Sequence[Stage]) -> None:
    kept = {one.key: one for one in unit.find(select(DealStage).where(DealStage.deleted_at.is_(None)))}
    for place, one in enumerate(wanted):
        mine = kept.pop(one.key, None) or unit.add(DealStage(key=one.key))
        mine.name, mine.position = one.name, place
        mine.probability, mine.idle_days = one.probability, one.idle_days
    for gone in kept.values():
        unit.delete(gone)
