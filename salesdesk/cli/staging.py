"""The stages of the pipeline by command line: shown, added, renamed, weighed, moved, taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command
from salesdesk.domain.figures.pipeline import Chance
from salesdesk.domain.pipeline import Stage
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import deal_stages

NEVER = "never"


@click.command(
    cls=Command,
    help=N_('Show the stages of a deal, or change one: stages "Demo" --chance 45 --idle 10 --before quote.'),
)
@common
@click.argument("name", default="", metavar="[NAME]")
@click.option("--rename", default=None, metavar="TEXT", help=N_("What it is called from now on."))
@click.option("--chance", type=click.IntRange(0, 100), help=N_("How likely a sale is there, in per cent."))
@click.option(
    "--idle", default="", metavar="DAYS", help=N_("After how many quiet days a deal is idle; or never.")
)
@click.option("--before", default="", metavar="NAME", help=N_("The stage that it comes before."))
@click.option("--add", is_flag=True, help=N_("Make it: there is none of that name."))
@click.option("--remove", is_flag=True, help=N_("Take it away; it must hold no open deal."))
@in_session
def stages(session: Session, name: str, **told: Any) -> None:
    if not name and any(told.values()):
        raise click.UsageError(_('Say which stage: stages "Demo" --chance 45.'))
    if told["rename"] is not None and not told["rename"].strip():
        raise UserError(_("Each stage needs a name of its own."), _("Write one after --rename."))
    with session.store(making=bool(name)) as store:
        with store.read() as reading:
            shown = deal_stages.read(reading)
            chances = deal_stages.chances(reading)
        if name:
            deal_stages.save(store, _changed(shown, name, told))
            with store.read() as reading:
                shown = deal_stages.read(reading)
    document = [
        {
            "key": one.key,
            "name": deal_stages.label(one),
            "chance": one.probability,
            "own_chance": chances[one.key].percent if _own(chances, one) else None,
            "own_closed_deals": _own(chances, one),
            "idle_days": one.idle_days,
        }
        for one in shown
    ]
    session.answer(document, "\n".join(_line(one, chances) for one in shown))


def _changed(kept: list[Stage], name: str, told: dict[str, Any]) -> list[Stage]:
    key = _key(kept, name) if not told["add"] else ""
    mine = next((one for one in kept if key and one.key == key), deal_stages.made_of(name, kept))
    others = [one for one in kept if one.key != mine.key or told["add"]]
    if told["remove"]:
        return others
    mine = replace(mine, name=(told["rename"] or mine.name).strip())
    if told["chance"] is not None:
        mine = replace(mine, probability=told["chance"])
    if told["idle"]:
        mine = replace(mine, idle_days=_days(told["idle"]))
    if told["before"]:
        place = [one.key for one in others].index(_key(others, told["before"]))
    else:
        place = len(others) if told["add"] else [one.key for one in kept].index(mine.key)
    return [*others[:place], mine, *others[place:]]


def _key(kept: list[Stage], name: str) -> str:
    found = deal_stages.named(kept, name)
    if not found:
        names = ", ".join(deal_stages.label(one) for one in kept)
        raise UserError(
            _("There is no stage “{name}”.").format(name=name),
            _("There are: {names}. Make a new one with --add.").format(names=names),
        )
    return found


def _days(text: str) -> int | None:
    if text.strip().casefold() in {NEVER, _("never")}:
        return None
    if not text.isdecimal() or not 1 <= int(text[:6]) <= 365:
        raise UserError(_("That is no number of days."), _("Write a number from 1 to 365, or never."))
    return int(text)


def _own(chances: Mapping[str, Chance], one: Stage) -> int:
    """Of how many of the seller's own closed deals its chance is told; 0 where it is the one that was set."""
    return chances[one.key].closed if one.key in chances else 0


def _line(one: Stage, chances: Mapping[str, Chance]) -> str:
    if one.idle_days is None:
        idle = _("never idle")
    else:
        idle = ngettext("idle after {n} day", "idle after {n} days", one.idle_days).format(n=one.idle_days)
    told = f"{deal_stages.label(one)}  {one.probability} %  {idle}"
    closed = _own(chances, one)
    if not closed:
        return told
    return f"{told}  ({chances[one.key].percent} % {deal_stages.by_history(closed)})"


COMMANDS = {"stages": stages}
