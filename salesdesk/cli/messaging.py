"""Messages: templates, drafts from them, letters that note themselves, the brief before a visit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from salesdesk.cli.documents import Document
from salesdesk.cli.session import PARTLY, Session, common, in_session
from salesdesk.cli.wording import Command, FileName
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.templates import Template
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import brief as briefs
from salesdesk.services import lookup, mail_log, messages, templates
from salesdesk.services.brief import Brief
from salesdesk.services.handing_over import Group
from salesdesk.services.mail_log import Logged
from salesdesk.services.messages import Draft, Ready
from salesdesk.services.output import free
from salesdesk.services.templates import TemplateDraft
from salesdesk.store.database import Store


def _shown(one: Template) -> Document:
    return {
        "id": str(one.id),
        "name": one.name,
        "purpose": one.purpose,
        "language": one.language,
        "message_subject": one.message_subject,
        "body": one.body,
    }


@click.command(cls=Command, help=N_("List the templates for messages, or add the usual ones."))
@common
@click.option("--usual", is_flag=True, help=N_("Add the six usual ones, in English and Norwegian."))
@click.option("--delete", "gone", default="", metavar="NAME", help=N_("Delete the template of this name."))
@in_session
def list_templates(session: Session, *, usual: bool, gone: str) -> None:
    with session.store() as store:
        if usual:
            templates.begin_with_usual(store)
        if gone:
            with store.read() as reading:
                doomed = templates.found(reading, gone).id
            templates.delete(store, doomed)
        with store.read() as reading:
            kept = templates.all_of(reading)
            lines = [" · ".join(filter(None, (one.name, one.purpose, one.language))) for one in kept]
        told = "\n".join(lines) or _("No templates yet. Begin with: salesdesk templates --usual")
        session.answer([_shown(one) for one in kept], told)


@click.command(cls=Command, help=N_("Add a template, or change the one of that name."))
@common
@click.argument("name", metavar="NAME")
@click.option("--subject", default=None, metavar="TEXT", help=N_("The subject; fields stand in braces."))
@click.option("--body", default=None, metavar="TEXT", help=N_("The message: Hello {first_name|there}, …"))
@click.option("--purpose", default=None, help=N_("What it is for: thanks, feedback, referral …"))
@click.option(
    "--for", "language", default=None, metavar="LANGUAGE", help=N_("Whose readers it is for: en, nb.")
)
@in_session
def template(session: Session, name: str, **told: str | None) -> None:
    said = {"message_subject": told.pop("subject"), **told}
    given = {key: text for key, text in said.items() if text is not None}
    for key in ("message_subject", "body"):
        templates.check_fields(given.get(key, ""))
    with session.store(making=True) as store:
        with store.read() as reading:
            same = [
                one
                for one in templates.all_of(reading)
                if one.name.casefold() == name.casefold()
                and told["language"] in {None, one.language}  # one in another language is another one
            ]
        if same:
            pairs = {key: (str(getattr(same[0], key)), text) for key, text in given.items()}
            made = templates.edit(store, same[0].id, pairs) if pairs else same[0]
        else:
            made = templates.add(store, TemplateDraft(name=name, **given))
        session.answer(_shown(made), f"{made.name}\n{made.message_subject}\n\n{made.body}")


@click.command(
    cls=Command,
    help=N_("Write to a prospect, or to all whom a query finds, from a template; nothing is sent by itself."),
)
@common
@click.argument("whom", metavar="ID|QUERY")
@click.option("--template", "name", required=True, metavar="NAME", help=N_("The template, or its purpose."))
@click.option(
    "--to", "target", type=FileName(), metavar="FILE", help=N_("Where to: a .eml, a .zip, or a folder.")
)
@click.option("--unasked", is_flag=True, help=N_("Also to those who were never asked about email."))
@click.option("--sent", is_flag=True, help=N_("Note them as sent."))
@in_session
def write(session: Session, whom: str, name: str, target: Path | None, *, unasked: bool, sent: bool) -> None:
    with session.store() as store:
        ready = _ready(store, whom, name, unasked=unasked)
        if target is not None and ready.drafts:
            target = target if target.is_dir() else free(target)  # nothing that was written before is lost
            messages.save(store, ready.drafts, target, session.progress(_("Writing")))
        if sent and len(ready.drafts) == 1:
            messages.note_sent(store, ready.drafts[0])
        elif sent and ready.drafts:
            messages.note_all_sent(store, ready.drafts)
        for draft in ready.drafts[:1]:
            for doubt in messages.doubts(draft):
                session.tell(doubt)
        if ready.left_out and ready.drafts:
            session.code = PARTLY
        session.answer(_written(ready, target), _told(ready, target))


def _ready(store: Store, whom: str, name: str, *, unasked: bool) -> Ready:
    with store.read() as reading:
        chosen = templates.found(reading, name)
        try:
            found = lookup.by_id(reading, whom)
        except UserError:
            found = None
    if found is None:
        return messages.to_many(store, chosen, Group(whom, query=whom), unasked=unasked)
    found.need_alive()
    record: Any = found.record
    if isinstance(record, Prospect):
        return Ready([messages.to_one(store, chosen, record.id)])
    if record.subject == "deals" and record.prospect:
        return Ready([messages.to_one(store, chosen, record.prospect, deal=record.id)])
    raise lookup.no_prospect()


def _written(ready: Ready, target: Path | None) -> Document:
    return {
        "file": str(target) if target and ready.drafts else None,
        "drafts": [_draft(one) for one in ready.drafts],
        "left_out": [{"id": str(one.id), "name": one.name, "reason": why} for one, why in ready.left_out],
    }


def _draft(one: Draft) -> Document:
    return {
        "id": str(one.prospect),
        "name": one.name,
        "to": one.address,
        "subject": one.subject,
        "body": one.body,
        "language": one.language,
        "link": messages.link(one),
        "unknown": list(one.unknown),
        "empty": list(one.empty),
    }


def _told(ready: Ready, target: Path | None) -> str:
    lines = [f"{one.name}: {why}" for one, why in ready.left_out]
    if len(ready.drafts) == 1 and target is None:
        draft = ready.drafts[0]
        return "\n".join([*lines, f"{draft.name} <{draft.address}>", draft.subject, "", draft.body])
    count = len(ready.drafts)
    told = ngettext("{n} draft", "{n} drafts", count).format(n=count)
    return "\n".join([*lines, f"{told} → {target}" if target and count else told])


@click.command(cls=Command, help=N_("Note emails that were saved as .eml with whom they belong."))
@common
@click.argument("files", nargs=-1, required=True, type=FileName(), metavar="FILE…")
@in_session
def log(session: Session, files: tuple[Path, ...]) -> None:
    with session.store() as store:
        found = mail_log.log(store, files, session.progress(_("Noting")))
    taken = sum(bool(one.noted or one.known) for one in found)
    if not taken:
        session.code = 3
    elif taken < len(found):
        session.code = PARTLY
    session.answer([_logged(one) for one in found], "\n".join(_line(one) for one in found))


def _logged(one: Logged) -> Document:
    stranger = {"name": one.stranger.name, "email": one.stranger.address} if one.stranger else None
    return {
        "file": str(one.file),
        "subject": one.subject,
        "noted": [
            {
                "id": str(noted.activity),
                "kind": noted.kind,
                "prospect": str(noted.prospect),
                "name": noted.name,
            }
            for noted in one.noted
        ],
        "known": one.known,
        "stranger": stranger,
        "refused": one.refused or None,
    }


def _line(one: Logged) -> str:
    if one.noted:
        told = ", ".join(noted.name for noted in one.noted)
    elif one.known:
        told = _("was noted before")
    elif one.stranger:
        who = " ".join(filter(None, (one.stranger.name, f"<{one.stranger.address}>")))
        told = _("{who} is not known: add them first").format(who=who)
    else:
        told = one.refused
    return f"{one.file.name}: {told}"


@click.command(
    cls=Command, help=N_("Tell what one should know before a visit, of one prospect or of several.")
)
@common
@click.argument("records", nargs=-1, required=True, metavar="ID…")
@in_session
def brief(session: Session, records: Sequence[str]) -> None:
    told: list[Brief] = []
    with session.store() as store, store.read() as reading:
        for record in records:
            who = lookup.prospect(reading, record).record.id
            told.append(briefs.collect(reading, store.clock, who))
    session.answer([_brief(one) for one in told], "\n\n\n".join(briefs.as_text(one) for one in told))


def _brief(one: Brief) -> Document:
    return {
        "id": str(one.prospect),
        "name": one.name,
        "about": list(one.about),
        "reach": list(one.reach),
        "day": one.day.isoformat(),
        "parts": [
            {"title": part.title, "lines": list(part.lines), "urgent": part.urgent} for part in one.parts
        ],
    }


COMMANDS = {"templates": list_templates, "template": template, "write": write, "log": log, "brief": brief}
