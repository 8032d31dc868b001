"""What is done with those who may be known already: as the call says, or as a person answers at the terminal."""

from __future__ import annotations

import sys

import click

from salesdesk.cli import showing
from salesdesk.cli.session import Session
from salesdesk.i18n import N_, _
from salesdesk.services.cards import Card
from salesdesk.services.imports import Choice, Decide, Doubt

duplicates = click.option(
    "--duplicates",
    "doubtful",
    type=click.Choice(["ask", "merge", "skip", "add"]),
    default=None,
    help=N_("What to do with those who may be known already."),
)


def decider(session: Session, doubtful: str | None) -> Decide:
    """Decides as `doubtful` says; without it a person at a terminal is asked, and elsewhere they are put aside."""
    asks = sys.stdin.isatty() and sys.stderr.isatty() and not session.as_json
    way = doubtful or ("ask" if asks else "skip")

    def decide(doubt: Doubt, known: Card | None) -> Choice:
        if way == "ask":
            return _asked(session, doubt, known)
        return {"merge": Choice.SAME, "add": Choice.TWO}.get(way, Choice.ASIDE)

    return decide


def _asked(session: Session, doubt: Doubt, known: Card | None) -> Choice:
    click.echo(_("In the file: {who}").format(who=doubt.row.draft.shown_name), err=True)
    if known:
        click.echo("\n".join(showing.card_lines(known, region=session.settings.region())), err=True)
    click.echo(" ".join(reason.text for reason in doubt.hit.match.reasons), err=True)
    answer = click.prompt(
        _("The same person (y), two people (n), or put aside (s)?"),
        type=click.Choice(["y", "n", "s"]),
        default="s",
        err=True,
    )
    return {"y": Choice.SAME, "n": Choice.TWO}.get(str(answer), Choice.ASIDE)
