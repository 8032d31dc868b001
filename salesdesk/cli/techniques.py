"""The playbook: techniques listed with what came of them, added, shown, changed, put in order, deleted."""

from __future__ import annotations

from typing import Any, Final

import click

from salesdesk.cli import figuring, showing
from salesdesk.cli.documents import Document
from salesdesk.cli.grouping import Words
from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command
from salesdesk.domain.techniques import Technique
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import deal_stages, figure_words, prospects, technique_list, techniques_usual
from salesdesk.services import techniques as service
from salesdesk.services.technique_list import Line
from salesdesk.services.techniques import TechniqueDraft
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading

_SCRIPT: Final = N_("What to say, in your own words.")
_POINT: Final = N_("A point of the checklist; repeatable.")
_STAGE: Final = N_("A stage of a deal that it suits; repeatable. None: all.")
_NOTE: Final = N_("What else is to be known.")

techniques = Words(
    "techniques", help=N_("The playbook of ways to sell: list, add, show, edit, order, delete.")
)


@techniques.command(
    "list", cls=Command, help=N_("List the techniques with what came of them; the order ranks nothing.")
)
@common
@in_session
def list_(session: Session) -> None:
    own = session.own_currency()
    with session.store() as store, store.read() as reading:
        found = technique_list.read(reading, store.clock, own)
        left = techniques_usual.left(reading)
    lines = [text for one in found for text in _told(one)]
    if not found:
        lines = [_("No techniques yet: techniques add takes one in.")]
        lines += [_("Usual ones: {names}").format(names=", ".join(one.name for one in left))]
    session.answer([_document(one, found) for one in found], "\n".join(lines))


def _told(one: Line) -> list[str]:
    """A technique in a line or two."""
    used = [
        ngettext("{number} deal", "{number} deals", one.deals).format(number=one.deals),
        _("{number} won").format(number=one.won),
        _("{number} lost").format(number=one.lost),
        technique_list.rate(one.rate) or figure_words.note(one.rate),
    ]
    if one.touches:
        used.insert(
            1, ngettext("{number} activity", "{number} activities", one.touches).format(number=one.touches)
        )
    if one.sale.value is not None and not one.sale.note:
        used.append(_("mean sale {amount}").format(amount=figure_words.shown(one.sale)))
    ident = str(one.record.id) if one.record else _("not in the playbook yet: techniques add")
    return [f"{one.name}  {ident}", "  " + " · ".join(used)]


def _document(one: Line, lines: list[Line]) -> Document:
    return {
        "id": str(one.record.id) if one.record else None,
        "name": one.name,
        "deals": one.deals,
        "activities": one.touches,
        "won": one.won,
        "lost": one.lost,
        "win_rate": figuring.document(one.rate),
        "average_ticket": figuring.document(one.sale),
        "beside": [
            {"name": other.other, "verdict": other.verdict, "told": other.told}
            for other in technique_list.beside(lines, one.name)
        ],
    }


@techniques.command(
    "add", cls=Command, help=N_('Add a technique: add "Demo first" --script "…" --point "…" --stage demo.')
)
@common
@click.argument("name", metavar="NAME")
@click.option("--script", default="", metavar="TEXT", help=_SCRIPT)
@click.option("--point", multiple=True, metavar="TEXT", help=_POINT)
@click.option("--stage", multiple=True, metavar="STAGE", help=_STAGE)
@click.option("--note", default="", metavar="TEXT", help=_NOTE)
@click.option("--usual", is_flag=True, help=N_("Take script and checklist of the usual one of that name."))
@in_session
def add(session: Session, *, name: str, usual: bool, **told: Any) -> None:
    with session.store(making=True) as store:
        if usual:
            made = techniques_usual.add(store, name)
        else:
            with store.read() as reading:
                stages = service.stages_meant(reading, told["stage"])
            draft = TechniqueDraft(
                name=name,
                script=told["script"],
                checklist="\n".join(told["point"]),
                stages=stages,
                note=told["note"],
            )
            made = service.add(store, draft).id
        showing.give(session, store, made)


@techniques.command("show", cls=Command, help=N_("Show a technique: script, checklist, how it compares."))
@common
@click.argument("name", metavar="NAME")
@in_session
def show(session: Session, name: str) -> None:
    own = session.own_currency()
    with session.store() as store, store.read() as reading:
        mine = service.needed(reading, name)
        lines = technique_list.read(reading, store.clock, own)
        line = next(one for one in lines if one.name == mine.name)
        used = technique_list.deals_of(reading, mine.name)
        stages = _stages(reading, mine)
    document = {
        **_document(line, lines),
        "script": mine.script,
        "checklist": service.points(mine),
        "stages": mine.stages.split(),
        "note": mine.note,
        "used_in": [{"id": str(one.deal), "title": one.title, "outcome": one.outcome} for one in used],
    }
    text = _told(line)
    if mine.script:
        text += ["", mine.script]
    if mine.checklist:
        text += ["", *(f"  [ ] {point}" for point in service.points(mine))]
    text += ["", _("Suits: {stages}").format(stages=stages)]
    if mine.note:
        text.append(mine.note)
    beside = technique_list.beside(lines, mine.name)
    if beside:
        text += ["", _("Beside the others"), *(f"  {one.told}" for one in beside)]
    session.answer(document, "\n".join(text))


def _stages(reading: Reading, technique: Technique) -> str:
    known = {one.key: deal_stages.label(one) for one in deal_stages.read(reading)}
    return ", ".join(known.get(one, one) for one in technique.stages.split()) or _("all stages")


@techniques.command(
    "edit",
    cls=Command,
    help=N_("Change a technique; another name is taken over by its deals and activities."),
)
@common
@click.argument("name", metavar="NAME")
@click.option("--name", "new", default=None, metavar="TEXT", help=N_("Another name."))
@click.option("--script", default=None, metavar="TEXT", help=_SCRIPT)
@click.option("--point", multiple=True, metavar="TEXT", help=N_("The points of the checklist, all anew."))
@click.option("--stage", multiple=True, metavar="STAGE", help=N_("The stages that it suits, all anew; all."))
@click.option("--note", default=None, metavar="TEXT", help=_NOTE)
@in_session
def edit(session: Session, *, name: str, point: tuple[str, ...], stage: tuple[str, ...], **told: Any) -> None:
    with session.store() as store:
        with store.read() as reading:
            mine = service.needed(reading, name)
            every = [one for one in stage if one not in ("all", _("all stages"))]
            stages = " ".join(service.stages_meant(reading, every))
        wanted = {"name": told["new"], "script": told["script"], "note": told["note"]}
        wanted |= {"checklist": "\n".join(point) if point else None, "stages": stages if stage else None}
        fields = {one: (getattr(mine, one), new) for one, new in wanted.items() if new is not None}
        if not fields:
            raise click.UsageError(_("Say what is to change: --script, --point, --stage, --name or --note."))
        service.edit(store, mine.id, fields)
        showing.give(session, store, mine.id)


@techniques.command("order", cls=Command, help=N_("Put techniques into this order: order NAME NAME …"))
@common
@click.argument("names", metavar="NAME…", nargs=-1, required=True)
@in_session
def order(session: Session, names: tuple[str, ...]) -> None:
    with session.store() as store:
        service.order(store, [one.id for one in _named(store, names)])
        with store.read() as reading:
            kept = service.all_of(reading)
    session.answer(
        [{"id": str(one.id), "name": one.name} for one in kept], "\n".join(one.name for one in kept)
    )


def _named(store: Store, names: tuple[str, ...]) -> list[Technique]:
    with store.read() as reading:
        return [service.needed(reading, one) for one in names]


@techniques.command("delete", cls=Command, help=N_("Delete a technique; deals go on naming it."))
@common
@click.argument("name", metavar="NAME")
@in_session
def delete(session: Session, name: str) -> None:
    with session.store() as store:
        (mine,) = _named(store, (name,))
        prospects.delete(store, mine, mine.name)
        showing.give(session, store, mine.id)


COMMANDS = {"techniques": techniques}
