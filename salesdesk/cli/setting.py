"""Settings of this device: shown and set, so that nobody must edit JSON by hand."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict

import click

from salesdesk import i18n, settings
from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command
from salesdesk.domain.values import has_phones
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _


@click.command(
    name="settings",
    cls=Command,
    help=N_(
        "Show the settings of this device, or set them: language, country, currency, second_backup,"
        " theme; an empty value is as the system says."
    ),
)
@common
@click.argument("pairs", metavar="[KEY=VALUE…]", nargs=-1)
@in_session
def set_settings(session: Session, pairs: tuple[str, ...]) -> None:
    said: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise click.UsageError(_("“{pair}” is not KEY=VALUE.").format(pair=pair))
        said[key.strip().lower()] = value
    if said:
        _keep(session, said)
    _show(session)


def _keep(session: Session, said: dict[str, str]) -> None:
    kept, broken = settings.read()
    kept = settings.changed(kept, said)
    if said.get("country", "").strip() and not has_phones(kept.country):
        raise UserError(
            _("“{value}” cannot be the {key}.").format(value=kept.country, key="country"),
            _("Write two letters, like NO."),
        )
    if broken:
        with suppress(OSError):
            aside = settings.file().with_name("settings.json.broken")
            settings.file().replace(aside)
            session.tell(_("What was there is kept in {file}.").format(file=aside))
    settings.save(kept)
    session.settings = kept
    if "language" in said:
        from salesdesk.services import sorting

        language = i18n.use(kept.tongue())
        if session.path.exists():
            with session.store() as store:
                sorting.sort_as(store, language)


def _show(session: Session) -> None:
    kept = session.settings
    # The country may be none at all; the other two have an answer whatever the system says.
    at_work = {"language": kept.tongue(), "country": kept.region()}
    lines: list[str] = []
    for key, value in asdict(kept).items():
        system = at_work.get(key, "")
        told = value or (_("{value} (as the system says)").format(value=system) if system else _("not set"))
        lines.append(f"{key}={value}" if value else f"{key}=  # {told}")
    session.answer({**asdict(kept), "file": str(settings.file()), "at_work": at_work}, "\n".join(lines))


COMMANDS = {"settings": set_settings}
