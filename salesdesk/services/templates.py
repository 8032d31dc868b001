"""Templates: what a seller writes again and again, kept once in each language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk import paths
from salesdesk.domain import vocabulary
from salesdesk.domain.message_fields import FIELDS, loose, named, one_line
from salesdesk.domain.templates import Template
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services.quotes import language_of
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading

LONGEST: Final = 20_000  # characters of a text; a longer one is no letter
PURPOSES: Final = vocabulary.slugs("purpose")
EDITED: Final = ("name", "purpose", "language", "message_subject", "body")


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateDraft:
    """A template as it is entered. `purpose` is a slug of the vocabulary or empty: for anything; `language` a tag,
    or empty: for everyone."""

    name: str
    message_subject: str = ""
    body: str = ""
    purpose: str = ""
    language: str = ""


def all_of(reading: Reading) -> Sequence[Template]:
    """All templates in the seller's order."""
    query = select(Template).where(Template.deleted_at.is_(None))
    return reading.find(query.order_by(Template.position, Template.row))


def found(reading: Reading, text: str) -> Template:
    """The template that is called `text`, or else the first for the purpose of that name. Raises `UserError`."""
    kept, wanted = all_of(reading), fold(text)
    by_name = (one for one in kept if fold(one.name) == wanted)
    purpose = vocabulary.recognise("purpose", text)
    by_purpose = (one for one in kept if purpose and one.purpose == purpose)
    one = next(by_name, None) or next(by_purpose, None)
    if one is None:
        told = ", ".join(one.name for one in kept)
        hint = _("There are: {names}").format(names=told) if told else _("Begin with the usual ones.")
        raise UserError(_("There is no template “{name}”.").format(name=text), hint)
    return one


def add(store: Store, draft: TemplateDraft) -> Template:
    """Adds a template after the others. Raises `UserError` where it has no name."""
    said = _checked({name: getattr(draft, name) for name in EDITED})
    with store.change(N_("New template: {name}"), name=said["name"]) as unit:
        places = [one.position for one in all_of(unit)]
        return unit.add(Template(**said, position=max(places, default=-1) + 1))


def edit(store: Store, template: UUID, fields: Mapping[str, tuple[str, str]]) -> Template:
    """Sets fields of a template from what was seen to what is wanted.

    Raises `UserError` where one was changed meanwhile, or a value cannot be.
    """
    wanted = _checked({name: new for name, (_seen, new) in fields.items()})
    with store.read() as reading:
        name = reading.need(Template, template).name
    with store.change(N_("Changed the template {name}"), name=name) as unit:
        mine = unit.need(Template, template)
        if any(getattr(mine, one) not in (seen, wanted[one]) for one, (seen, _new) in fields.items()):
            raise UserError(_("It was changed elsewhere meanwhile."), _("Look at it again, then change it."))
        for one, new in wanted.items():
            setattr(mine, one, new)
        return mine


def _checked(fields: Mapping[str, str]) -> dict[str, Any]:
    said = {name: text if name == "body" else one_line(text) for name, text in fields.items()}
    if "name" in said and not said["name"]:
        raise UserError(_("A template needs a name."), _("Say what it is for: Thanks after a fair."))
    if said.get("purpose") and said["purpose"] not in PURPOSES:
        purpose = vocabulary.recognise("purpose", said["purpose"])
        if not purpose:
            raise UserError(
                _("“{text}” is no purpose.").format(text=said["purpose"]),
                _("Write one of: {words}").format(words=", ".join(PURPOSES)),
            )
        said["purpose"] = purpose
    if said.get("language"):
        tag = tongue_of(said["language"])
        if not tag:
            raise UserError(
                _("“{text}” is no language.").format(text=said["language"]), _("Write it like en or nb.")
            )
        said["language"] = tag
    if any(len(text) > LONGEST for text in said.values()):
        raise UserError(_("That is too long for a message."), _("Write it in fewer words."))
    return said


def check_fields(text: str) -> None:
    """Raises `UserError` where a text names a field that is none, or leaves one open. What is typed before somebody's
    eyes is told so instead."""
    hint = _("There are: {names}").format(names=", ".join(FIELDS))
    unknown = next((one for one in named(text) if one not in FIELDS), "")
    if unknown:
        raise UserError(_("There is no field {name}.").format(name=f"{{{unknown}}}"), hint)
    open_ = loose(text)
    if open_:
        raise UserError(
            _("“{text}” is no field: a field ends with a brace.").format(text=open_.strip()), hint
        )


def delete(store: Store, template: UUID) -> None:
    """Deletes a template; undo brings it back."""
    with store.read() as reading:
        name = reading.need(Template, template).name
    with store.change(N_("Deleted the template {name}"), name=name) as unit:
        unit.delete(unit.need(Template, template))


def move(store: Store, template: UUID, *, by: int) -> None:
    """Moves a template so many places down the list, or up where `by` is below nothing."""
    with store.read() as reading:
        name = reading.need(Template, template).name
    with store.change(N_("Moved the template {name}"), name=name) as unit:
        kept = list(all_of(unit))
        mine = unit.need(Template, template)
        at = kept.index(mine)
        kept.insert(max(0, min(len(kept) - 1, at + by)), kept.pop(at))
        for place, one in enumerate(kept):
            one.position = place


def tongue_of(text: str) -> str:
    """The tag of the language that a text tells; Norwegian is one, however it is told. Empty where it is none."""
    tag = language_of(text) if text else ""
    return "nb" if tag in ("no", "nn") else tag


def in_language(kept: Sequence[Template], chosen: Template, tongue: str) -> Template:
    """What is to be written in place of `chosen` to someone who reads `tongue` (a tag; empty: nobody knows).

    The same message in that language, by its name or else by its purpose; `chosen` itself where there is none.
    """
    if not tongue or chosen.language in ("", tongue):
        return chosen
    theirs = [one for one in kept if one.language == tongue]
    by_name = (one for one in theirs if fold(one.name) == fold(chosen.name))
    by_purpose = (one for one in theirs if chosen.purpose and one.purpose == chosen.purpose)
    return next(by_name, None) or next(by_purpose, None) or chosen


def for_purpose(kept: Sequence[Template], purpose: str, tongue: str) -> Template | None:
    """The template to begin with: the first for `purpose` in the language `tongue`, else any for it, else the
    first of all."""
    fitting = [one for one in kept if purpose and one.purpose == purpose] or list(kept)
    return next((one for one in fitting if one.language in ("", tongue)), next(iter(fitting), None))


def usual() -> list[TemplateDraft]:
    """The usual ones: six messages in English and in Norwegian."""
    text = (paths.resource("samples") / "templates.json").read_text(encoding="utf-8")
    return [TemplateDraft(**{**one, "body": "\n".join(one["body"])}) for one in json.loads(text)["templates"]]


def begin_with_usual(store: Store) -> list[Template]:
    """Adds the usual ones, in one change, but those whose name and language there are already."""
    with store.change(N_("Added the usual templates")) as unit:
        kept = all_of(unit)
        known = {(fold(one.name), one.language) for one in kept}
        place = max((one.position for one in kept), default=-1) + 1
        new = [one for one in usual() if (fold(one.name), one.language) not in known]
        return [
            unit.add(Template(**{name: getattr(one, name) for name in EDITED}, position=place + number))
            for number, one in enumerate(new)
        ]
