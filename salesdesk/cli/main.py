"""The commands, and what a call ends with: 0 done, 1 a bug, 2 words, 3 refused, 4 done in part."""

from __future__ import annotations

import errno
import importlib
import io
import itertools
import os
import sys
import traceback
from contextlib import suppress
from typing import Any, Final

import click

from salesdesk import __version__, i18n, settings
from salesdesk.cli import click_words
from salesdesk.cli.session import Session, TakePictures, common, written
from salesdesk.cli.wording import Command
from salesdesk.clock import Clock, SystemClock
from salesdesk.errors import EnvironmentTrouble, SalesdeskError, UserError
from salesdesk.i18n import N_, _

# Each command lives in the module of its group, imported when it is called.
COMMANDS: Final = {
    "import": ("bringing", N_("Bring in contacts, deals and more from files.")),
    "export": ("exporting", N_("Hand contacts, follow-ups or everything over as a file.")),
    "teammate": ("handing", N_("Show your team, or take someone into it.")),
    "handout": ("handing", N_("Share prospects out among your team.")),
    "handovers": ("handing", N_("List what was handed over, and what came back.")),
    "answers": ("answering", N_("Take back what someone answers to a hand-over.")),
    "undo": ("changing", N_("Take back the last change, or a batch.")),
    "redo": ("changing", N_("Do again what was undone last.")),
    "find": ("finding", N_("Find prospects, companies, deals, complaints and more.")),
    "show": ("finding", N_("Show one record, whole, with its history.")),
    "today": ("finding", N_("Show what is to be done now.")),
    "fair": ("planning", N_("Prepare a fair: its days, place, cost and target.")),
    "add": ("changing", N_("Capture a prospect from a line, a signature or a vCard.")),
    "scan": ("scanning", N_("Read badges from pictures.")),
    "set": ("changing", N_("Set fields of a record.")),
    "done": ("changing", N_("Finish a follow-up or a complaint.")),
    "delete": ("changing", N_("Delete a record; undo brings it back.")),
    "duplicates": ("finding", N_("List who may be in the store twice.")),
    "merge": ("changing", N_("Make one prospect of several.")),
    "plan": ("planning", N_("Plan a follow-up with a prospect.")),
    "complaint": ("planning", N_("Take in what a prospect complains about.")),
    "deal": ("dealing", N_("Open a deal with a prospect or a company.")),
    "win": ("dealing", N_("Close a deal as won.")),
    "lose": ("dealing", N_("Close a deal as lost, with the cause.")),
    "deals": ("dealing", N_("Show the pipeline: its stages, what may come of it, what is late.")),
    "revive": ("coming_back", N_("Show what is to be tried again, or try it.")),
    "quiet": ("customers", N_("Show which customers have gone quiet, or note that one left.")),
    "referrals": ("customers", N_("Show who referred whom, and whom to thank.")),
    "nurture": ("coming_back", N_("Plans that keep in touch step by step: list, add, start, stop.")),
    "stages": ("staging", N_("Show or change the stages of a deal.")),
    "review": ("rivals", N_("This week's review: list, answer, back, finish.")),
    "competitor": (
        "rivals",
        N_("Who else sells to your customers: add, list, price, contract, merge."),
    ),
    "product": ("dealing", N_("Make a product with its price.")),
    "margin": ("dealing", N_("Tell what a discount, or another price, leaves.")),
    "rate": ("rating", N_("Note what a customer said of a sale, or that they were asked.")),
    "expense": ("spending", N_("What was spent to win and keep customers: add, list.")),
    "timer": ("timing", N_("The prospecting timer: start, pause, stop, today.")),
    "templates": ("messaging", N_("List the templates for messages, or add the usual ones.")),
    "template": ("messaging", N_("Add a template, or change the one of that name.")),
    "write": ("messaging", N_("Write drafts from a template, to one or to many.")),
    "log": ("messaging", N_("Note emails that were saved as .eml with whom they belong.")),
    "brief": ("messaging", N_("Tell what one should know before a visit.")),
    "figures": ("figuring", N_("Tell figures of a period: revenue, win rate, leads … of the year so far.")),
    "goals": ("goal_setting", N_("Goals: list, add, why one is behind, revise, reward, end.")),
    "techniques": (
        "techniques",
        N_("The playbook of ways to sell: list, add, show, edit, order, delete."),
    ),
    "commission": ("commissioning", N_("What you earn of what you sell: show, plan, remove.")),
    "backup": ("keeping", N_("Write a whole copy of the store.")),
    "restore": ("keeping", N_("Put a backup in the place of the store.")),
    "check": ("keeping", N_("Look the store over, and mend what can be made anew.")),
    "demo": ("keeping", N_("Fill an empty store with a believable year.")),
    "settings": ("setting", N_("Show or set the language, the country and the like.")),
    "screenshots": ("picturing", N_("Write a picture of every page of the window.")),
    "doctor": ("keeping", N_("Tell versions, paths, rights and what is missing.")),
}


# The services tell of a full disk where they write themselves; what is left is the answer.
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


class _Commands(Command, click.Group):
    """Commands by name, in the order of the promise."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (Click's signature)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module: Any = importlib.import_module(f"salesdesk.cli.{COMMANDS[cmd_name][0]}")
        found: click.Command = module.COMMANDS[cmd_name]
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, (_module, text) in COMMANDS.items()])


@click.group(
    cls=_Commands,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_("Prospects, follow-ups and complaints of a self-employed field seller, offline."),
)
@click.version_option(__version__, prog_name="salesdesk", help=N_("Show the version and exit."))
@common
def salesdesk() -> None:
    """All commands."""


def run(
    arguments: list[str] | None = None,
    *,
    clock: Clock | None = None,
    take_pictures: TakePictures | None = None,
) -> int:
    """Runs one call and gives its exit code. Troubles are told on stderr, as JSON too where that was asked.

    `take_pictures` is the window's, which this face does not know.
    """
    _say_what_can_be_said()
    said = sys.argv[1:] if arguments is None else arguments
    kept, broken = settings.read()
    i18n.use(_tongue(said) or kept.tongue())
    click_words.speak()
    # Known before the call is understood, since it may be that it cannot be.
    session = Session(settings=kept, clock=clock or SystemClock(), as_json="--json" in said)
    session.quiet, session.take_pictures = "--quiet" in said, take_pictures
    if broken:
        session.tell(settings.read()[1])  # in the language that is now in use
    session.quiet = False
    try:
        try:
            return _called(session, said)
        finally:
            with suppress(AttributeError):  # no stdout at all: `>&-`
                sys.stdout.flush()
    except OSError as error:
        return _unheard(session, error)


def _tongue(said: list[str]) -> str:
    """The language that a call asks for, wherever in it that stands: its help and its troubles are in it too."""
    for word, following in itertools.pairwise([*said, ""]):
        if word == "--lang" or word.startswith("--lang="):
            return word.partition("=")[2] or following
    return ""


def _called(session: Session, said: list[str]) -> int:
    try:
        salesdesk.main(args=said, prog_name="salesdesk", obj=session, standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        _tell(session, UserError(_("Stopped. Nothing was kept of it.")))
        return 3
    except click.ClickException as wrong:
        _document(session, {"error": wrong.format_message(), "hint": _("See --help.")})
        wrong.show()
        return 2
    except SalesdeskError as trouble:
        _tell(session, trouble)
        return 3
    except SystemExit:  # Click's, where nobody reads the answer any more (`… | head -1`)
        return session.code
    except Exception as error:  # the last resort: a bug ends with a report, not with nothing
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            raise
        _report(session)
        return 1
    return session.code


def _unheard(session: Session, error: OSError) -> int:
    """Where stdout takes nothing more. What it still holds is let go, or Python would complain at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    if isinstance(error, BrokenPipeError):
        return session.code
    trouble = EnvironmentTrouble(
        _("The answer could not be written."), _("See whether the disk or device that it goes to is full.")
    )
    click.echo(str(trouble), err=True)
    return 3


def _say_what_can_be_said() -> None:
    """A terminal of few letters, or a file name that is no text, must not end in an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _document(session: Session, document: dict[str, str]) -> None:
    if session.as_json:
        click.echo(written(document))


def _tell(session: Session, trouble: SalesdeskError) -> None:
    _document(session, {"error": trouble.message, "hint": trouble.hint})
    click.echo(str(trouble), err=True)


def _report(session: Session) -> None:
    sorry = _("That was a mistake of the program, not yours. Nothing half-done was kept.")
    asked = _("Please send this report to those who make Salesdesk:")
    versions = f"Salesdesk {__version__}, Python {sys.version.split()[0]}, {sys.platform}"
    trace = traceback.format_exc()
    _document(session, {"error": sorry, "hint": asked, "report": f"{versions}\n{trace}"})
    click.echo("\n".join((sorry, asked, versions, trace)), err=True)
