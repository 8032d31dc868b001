"""What every command has in hand: the store, the settings, and how it answers (a person or a script)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import click

from salesdesk import i18n, paths, settings
from salesdesk.cli.wording import FileName
from salesdesk.clock import Clock, SystemClock
from salesdesk.domain.text import digits
from salesdesk.domain.values import currency_of
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import backups
from salesdesk.settings import Settings
from salesdesk.store.database import Store

F = TypeVar("F", bound=Callable[..., Any])
PARTLY = 4
# Takes pictures of these pages (none: all) of a store (None: a sample year) into a folder, and gives the files.
TakePictures = Callable[[Path, Path | None, Sequence[str]], list[Path]]


@dataclass(slots=True)
class Session:
    """One call of the command line."""

    named: Path | None = None  # the store file that was named
    as_json: bool = False
    quiet: bool = False
    clock: Clock = field(default_factory=SystemClock)
    settings: Settings = field(default_factory=settings.load)
    code: int = 0
    take_pictures: TakePictures | None = None
    counting: bool = False  # whether a counter stands on the last line of the terminal

    @property
    def path(self) -> Path:
        """The store file to work on."""
        return self.named or paths.default_store()

    def currency(self, told: str = "") -> str:
        """The currency `told`, or else the seller's own: of the settings, or of the country; empty where nobody
        knows. Raises `UserError` where `told` is none."""
        if told:
            return settings.checked("currency", told)
        return self.settings.currency or currency_of(self.settings.region())

    def own_currency(self) -> str:
        """The currency that the seller sells in: of the settings, of the country, or that of all deals of the store.
        Raises `UserError` where nobody knows it."""
        found = self.currency() or self._currency_of_deals()
        if not found:
            raise UserError(
                _("It is not known which currency you sell in."),
                _("Say so: salesdesk settings currency=NOK"),
            )
        return found

    def _currency_of_deals(self) -> str:
        from salesdesk.services import selling_currency

        if not (self.path.exists() and self.path.stat().st_size):
            return ""
        with Store.open(self.path, self.clock) as store:
            return selling_currency.of_deals(store)

    @contextmanager
    def store(self, *, making: bool = False, trial: bool = False) -> Generator[Store]:
        """The open store, backed up once a day. `making` is for commands that may begin a new one; in a `trial`
        nothing is left behind, so that one that is not there is tried with an empty store in its place.

        Raises `UserError` where a store is named that is not there, since a slip must not pass for an empty one; and
        where one is gone of which there are backups.
        """
        new = not (self.path.exists() and self.path.stat().st_size)  # an empty file is no store yet
        if new and not trial and (kept := backups.newest(self.path)):
            raise UserError(
                _("There is no store at {file} any more, only its backups.").format(file=self.path),
                _(
                    "Bring the newest back with `salesdesk restore --new {backup}`,"
                    " or move the backups away to begin anew."
                ).format(backup=kept),
            )
        if new and self.named and not making:
            raise UserError(
                _("There is no store at {file}.").format(file=self.path),
                _("Look at the name; import, add, fair or demo make a new one."),
            )
        if new and trial:
            self.tell(
                _("There is no store at {file} yet: the trial begins with an empty one.").format(
                    file=self.path
                )
            )
            with TemporaryDirectory() as folder, Store.open(Path(folder) / "trial.db", self.clock) as store:
                yield store
            return
        with Store.open(self.path, self.clock) as store:
            if new and making:
                self.tell(_("A new store was made: {file}").format(file=self.path))
            for row in store.taken_back:
                from salesdesk.services.changes import said

                what = said(row.label, dict(row.label_args))
                self.tell(_("Broken off and taken back: {what}").format(what=what))
            begun = not store.read_only and backups.is_worth(self.path)
            if begun:
                self._daily_backup()
            yield store
            if not begun and not store.read_only and backups.is_worth(self.path):
                self._daily_backup()  # of the first that was written: before it there was nothing to keep

    def _daily_backup(self) -> None:
        second = self.settings.second_backup
        _made, told = backups.make_today(self.path, self.clock, Path(second) if second else None)
        if told:
            self.tell(told)

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

    def tell_of_country(self, unread: Iterable[str]) -> None:
        """Says once how phones without a country code are read, where no country is known and some were not."""
        if not self.settings.region() and any(could_be_local(value) for value in unread):
            self.tell(
                _(
                    "Phones without a country code were kept as typed: set your country with"
                    " `salesdesk settings country=NO`"
                )
            )

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


def could_be_local(phone: str) -> bool:
    """Whether it may be a phone number that only lacks its country code."""
    return len(digits(phone)) > 4 and not phone.strip().startswith(("+", "00"))


def _remember(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def remember(context: click.Context, _parameter: click.Parameter, value: Any) -> Any:
        if value is not None and value is not False:
            setattr(context.find_root().ensure_object(Session), name, value)
        return value

    return remember


def _speak(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        if value.lower().replace("-", "_").partition("_")[0] not in {*i18n.LANGUAGES, "no"}:
            raise click.UsageError(_("The language is en or nb, not “{value}”.").format(value=value))
        i18n.use(value)
    return value


def common(command: F) -> F:
    """The options that stand before a command and after it alike."""
    options = (
        click.option(
            "--store",
            type=FileName(dir_okay=False),
            expose_value=False,
            callback=_remember("named"),
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
            "--lang",
            is_eager=True,
            expose_value=False,
            callback=_speak,
            help=i18n.N_("The language: en or nb."),
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
