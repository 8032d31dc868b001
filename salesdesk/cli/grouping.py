"""Commands under one word: `timer start`, `expense list`; and beside them what the word means by itself."""

from __future__ import annotations

from typing import Any

import click

from salesdesk.cli.wording import Command
from salesdesk.i18n import _


class Words(Command, click.Group):
    """A word with others after it. Where the next one is none of them, `own` is called with all that follows:
    `fair "Hjem & Hage"` prepares a fair, `fair ledger` tells what it cost."""

    def __init__(self, name: str, *, help: str, own: click.Command | None = None) -> None:  # noqa: A002  (Click's)
        super().__init__(name, help=help, no_args_is_help=True)
        self._own = own

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = self._own
        if own is not None and args and args[0] not in (*self.commands, "--help", "-h"):
            args = ["", *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self._own is not None and args and not args[0]:
            return "", self._own, args[1:]
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self._own is not None and isinstance(self._own, Command):
            self._own.format_options(ctx, formatter)
        else:
            super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        rows = [(name, _(one.help) if one.help else "") for name, one in self.commands.items()]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces: list[Any] = self._own.collect_usage_pieces(ctx) if self._own is not None else []
        return pieces or super().collect_usage_pieces(ctx)
