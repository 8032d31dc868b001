"""What every command has in hand: the store, the settings, and how it answers (a person or a script)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import click

from salesdesk import i18n, paths, settings
from salesdesk.clock import Clock, SystemClock
from salesdesk.errors import EnvironmentTrouble
from salesdesk.i18n import _
from salesdesk.settings import Settings
from salesdesk.store import backup
from salesdesk.store.database import Store

F = TypeVar("F", bound=Callable[..., Any])
PARTLY = 4


@dataclass(slots=True)
class Session:
    """One call of the command line."""

    path: Path = field(default_factory=paths.default_store)
    as_json: bool = False
    quiet: bool = False
    clock: Clock = field(default_factory=SystemClock)
    settings: Settings = field(default_factory=settings.load)
    code: int = 0
    counting: bool = False  # whether a counter stands on the last line of the terminal

    @contextmanager
    def store(self) -> Generator[Store]:
        """The open store, backed up once a day."""
        with Store.open(self.path, self.clock) as store:
            for row in store.taken_back:
                from salesdesk.services.changes import said

                what = said(row.label, dict(row.label_args))
                self.tell(_("Broken off and taken back: {what}").format(what=what))
            self._daily_backup()
            yield store

    def _daily_backup(self) -> None:
        second = self.settings.second_backup
        try:
            backup.daily(self.path, self.clock, Path(second) if second else None)
        except EnvironmentTrouble as trouble:
            self.tell(_("Today's backup could not be made. {why}").format(why=trouble))

    def answer(self, document: object, text: str) -> None:
        """Gives the answer: one JSON document, or text for a person."""
        self._clear()
        if self.as_json:
            click.echo(written(document))
        elif text:
            click.echo(text)

    def tell(self, text: str) -> None:
        """Says something beside the answer, on stderr."""
        self._clear()
        if not self.quiet:
            click.echo(text, err=True)

    def _clear(self) -> None:
        if self.counting:
            click.echo("\r\x1b[K", nl=False, err=True)
        self.counting = False

    def progress(self, label: str) -> Callable[[int], None]:
        """A counter on stderr for work that takes a while, where a person watches."""
        if self.quiet or not sys.stderr.isatty():
            return lambda _done: None

        def count(done: int) -> None:
            self.counting = True
            click.echo(f"\r{label} {done}", nl=False, err=True)

        return count


def written(document: object) -> str:
    """`document` as JSON, with escapes where stdout has not all letters."""
    plain = not (sys.stdout.encoding or "").lower().startswith("utf")
    return json.dumps(document, ensure_ascii=plain, indent=2, default=str)


def _remember(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def remember(context: click.Context, _parameter: click.Parameter, value: Any) -> Any:
        session = context.find_root().ensure_object(Session)
        if value is None or value is False:
            return value
        if name == "lang":
            i18n.use(value)
        else:
            setattr(session, name, value)
        return value

    return remember


def common(command: F) -> F:
    """The options that stand before a command and after it alike."""
    options = (
        click.option(
            "--store",
            type=click.Path(path_type=Path, dir_okay=False),
            expose_value=False,
            callback=_remember("path"),
            help=i18n.N_("The store file to work on."),
        ),
        click.option(
            "--json",
            is_flag=True,
            expose_value=False,
            callback=_remember("as_json"),
            help=i18n.N_("One JSON document on stdout, nothing else there."),
        ),
        click.option(
            "--lang", expose_value=False, callback=_remember("lang"), help=i18n.N_("The language: en or nb.")
        ),
        click.option(
            "--quiet",
            is_flag=True,
            expose_value=False,
            callback=_remember("quiet"),
            help=i18n.N_("Nothing but the answer."),
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


in_session = click.make_pass_decorator(Session, ensure=True)
