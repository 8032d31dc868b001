"""The team, sharing prospects out among it, and what was handed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from salesdesk.cli.exporting import not_agreed
from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command, FileName, in_a_folder
from salesdesk.domain.handovers import Teammate
from salesdesk.domain.locally import long_day
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import (
    hand_overs,
    hand_overs_answered,
    handing_out,
    handing_over,
    teammates,
)
from salesdesk.services.hand_overs import Earlier, Told
from salesdesk.services.hand_overs_answered import Answer
from salesdesk.services.handing_out import Share
from salesdesk.services.handing_over import Group
from salesdesk.services.output import refused
from salesdesk.services.teammates import TeammateDraft
from salesdesk.store.database import Store


@click.command(
    cls=Command,
    help=N_('Show your team, or take in or change one of it: teammate "Kari Moen" --areas "50*, Bergen".'),
)
@common
@click.argument("name", default="", metavar="[NAME]")
@click.option("--email", help=N_("The email address."))
@click.option("--phone", help=N_("The phone."))
@click.option("--areas", help=N_("What they take: postcodes (5003, 50*, 5000-5299), cities, countries."))
@click.option("--products", help=N_("Which products; without it, all."))
@click.option("--languages", help=N_("Which languages; without it, all."))
@click.option(
    "--fixed/--in-turn", default=None, help=N_("Whether they take no turns where several would do, or do.")
)
@in_session
def teammate(session: Session, name: str, **told: Any) -> None:
    fixed = told.pop("fixed")
    said = {field: text.strip() for field, text in told.items() if text is not None}
    if fixed is not None:
        said["in_turn"] = int(not fixed)
    with session.store(making=bool(name)) as store:
        made = [_kept_mate(session, store, name, said)] if name else []
        with store.read() as reading:
            counts = teammates.so_far(reading)
            shown = made or teammates.everyone(reading)
    document = [_mate(one, counts.get(one.id, 0)) for one in shown]
    lines = [_mate_line(one, counts.get(one.id, 0)) for one in shown]
    session.answer(
        document[0] if name else document, "\n".join(lines) or _("There is nobody in your team yet.")
    )


def _kept_mate(session: Session, store: Store, name: str, said: dict[str, Any]) -> Teammate:
    """The teammate called `name`: taken in, or changed where there is one."""
    with store.read() as reading:
        known = teammates.named(reading, name)
    if known is None:
        return teammates.make(store, TeammateDraft(name=name, **said))
    if said:
        teammates.edit(store, known, {field: (getattr(known, field), new) for field, new in said.items()})
        session.tell(_("Changed {name}, who is in your team already.").format(name=known.name))
    with store.read() as reading:
        return reading.need(Teammate, known.id)


def _mate(one: Teammate, count: int) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "subject": "teammates",
        **{field: getattr(one, field) for field in teammates.FIELDS},
        "in_turn": bool(one.in_turn),
        "handed": count,
    }


def _mate_line(one: Teammate, count: int) -> str:
    takes = "; ".join(teammates.takes(one)) or _("takes all")
    handed = ngettext("{n} prospect so far", "{n} prospects so far", count).format(n=count)
    return f"{one.name}  {takes}  ({handed})"


@click.command(
    cls=Command,
    help=N_("Share prospects out among your team: a file for each of them in FOLDER."),
)
@common
@click.argument("folder", type=FileName(file_okay=False))
@click.option("--where", "query", default="", metavar="QUERY", help=N_("Only what this query finds."))
@click.option(
    "--format",
    "form",
    type=click.Choice(["vcf", "csv", "xlsx"]),
    default="vcf",
    help=N_("The format of the files."),
)
@click.option("--consented", is_flag=True, help=N_("Leave out who did not consent to being handed over."))
@click.option("--notes", is_flag=True, help=N_("Also what you noted about them."))
@click.option("--dry-run", is_flag=True, help=N_("Only tell who would get whom."))
@in_session
def handout(session: Session, folder: Path, query: str, form: str, **told: bool) -> None:
    with session.store() as store:
        group = Group(query or _("All prospects"), query=query)
        ready = handing_over.look(store, group)
        wanted = ready.agreed if told["consented"] else ready.wanted
        shares = handing_out.proposed(store, wanted)
        with store.read() as reading:
            mine = [who for one in shares if one.teammate for who in one.prospects]
            again = hand_overs.earlier(reading, mine)
        files: list[Path] = []
        missing: int | None = None
        if mine and not told["dry_run"]:
            written = handing_out.write(
                store, _made(folder), shares, group=query, ending=f".{form}", notes=told["notes"]
            )
            files = [one.file for one in written]
            missing = not_agreed(session, store, mine)
        zone = store.clock.zone()
    by_mate = dict(zip((one.teammate.id for one in shares if one.teammate), files, strict=False))
    document = {
        "shares": [
            {
                "teammate": one.teammate.name if one.teammate else None,
                "file": str(by_mate[one.teammate.id]) if one.teammate and by_mate else None,
                "prospects": [{"id": str(who), "why": list(one.why[who])} for who in one.prospects],
            }
            for one in shares
        ],
        "left_out": [str(who) for who in ready.wanted if told["consented"] and who not in set(ready.agreed)],
        "already": [
            {"to": one.to, "day": _day(one, zone), "prospects": [str(who) for who in one.prospects]}
            for one in again
        ],
        "not_consented": missing,
    }
    lines = [*(_again_line(one, zone) for one in again), *(_share_line(one, by_mate) for one in shares)]
    session.answer(document, "\n".join(lines) or _("Nobody to hand over."))


@click.command(
    name="handovers",
    cls=Command,
    help=N_(
        "List what was handed over, the latest first: to whom, when, how many, the file, what came back."
    ),
)
@common
@in_session
def handovers(session: Session) -> None:
    with session.store() as store, store.read() as reading:
        told = hand_overs.told(reading, limit=-1)
        answers = hand_overs_answered.answered(reading)
        zone = store.clock.zone()
    document = [
        {
            "id": str(one.id),
            "to": one.to,
            "at": one.at.astimezone(zone).isoformat() if one.at else None,
            "prospects": one.count,
            "consented": one.agreed,
            "file": one.file,
            "format": one.format,
            "checksum": one.checksum,
            "answers": [
                {"at": each.at.astimezone(zone).isoformat(), "batch": str(each.batch)}
                for each in answers.get(one.id, ())
            ],
        }
        for one in told
    ]
    lines = [line for one in told for line in _hand_over_lines(one, answers.get(one.id, ()), zone)]
    session.answer(document, "\n".join(lines) or _("Nothing was handed over yet: export --to, or handout."))


def _hand_over_lines(one: Told, answers: Sequence[Answer], zone: tzinfo) -> list[str]:
    count = ngettext("{n} prospect", "{n} prospects", one.count).format(n=one.count)
    agreed = _("{n} on their consent").format(n=one.agreed)
    day = long_day(one.at.astimezone(zone).date()) if one.at else ""
    lines = ["  ".join((day, f"{one.to}: {count}, {agreed}", one.file, str(one.id)))]
    back = _("answer taken on {day}")
    return lines + [
        f"  {back.format(day=long_day(each.at.astimezone(zone).date()))}  {each.batch}" for each in answers
    ]


def _made(folder: Path) -> Path:
    """`folder`, made where only itself is missing."""
    try:
        in_a_folder(folder).mkdir(exist_ok=True)
    except OSError as error:
        raise refused(folder, error) from error
    return folder


def _day(one: Earlier, zone: tzinfo) -> str | None:
    return one.at.astimezone(zone).date().isoformat() if one.at else None


def _again_line(one: Earlier, zone: tzinfo) -> str:
    told = ngettext(
        "{n} of them was handed out already on {day} to {name}.",
        "{n} of them were handed out already on {day} to {name}.",
        len(one.prospects),
    )
    return told.format(n=len(one.prospects), day=_day(one, zone) or "?", name=one.to)


def _share_line(share: Share, files: Mapping[UUID, Path]) -> str:
    count = ngettext("{n} prospect", "{n} prospects", len(share.prospects)).format(n=len(share.prospects))
    if share.teammate is None:
        return f"{_('Nobody takes')}: {count}"
    file = files.get(share.teammate.id)
    return f"{share.teammate.name}: {count}" + (f" → {file}" if file else "")


COMMANDS = {"teammate": teammate, "handout": handout, "handovers": handovers}
