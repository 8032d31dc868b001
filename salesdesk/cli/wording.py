"""Commands whose help is said in the language in use: Click keeps one English text for each."""

from __future__ import annotations

from copy import copy
from pathlib import Path
from typing import Any

import click

from salesdesk.errors import UserError
from salesdesk.i18n import N_, _

_HELP = N_("Show this message and exit.")
_PIECES = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))  # of a usage line, as Click writes them


class Command(click.Command):
    """A command with its usage, description and options in the language in use."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(_(one) if one in _PIECES else one for one in self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage: "))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(_(self.help))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows: list[tuple[str, str]] = []
        for kept in self.get_params(ctx):
            if not isinstance(kept, click.Option):
                continue
            shown = copy(kept)
            shown.help = _(kept.help) if kept.help else ""
            row = shown.get_help_record(ctx)
            if row is not None:
                rows.append(row)
        with formatter.section(_("Options")):
            formatter.write_dl(rows)


class Query(Command):
    """A command whose words may begin with a minus: `-tag:oak` is a term, and only `--…` is an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        known = {name for param in self.get_params(ctx) for name in param.opts}
        for word in args[:end]:
            name = word.partition("=")[0]
            if name.startswith("--") and name not in known:
                raise click.NoSuchOption(name, possibilities=_like(name, known), ctx=ctx)
        asked = ["--help" if word == "-h" else word for word in args[:end]]
        return super().parse_args(ctx, [*asked, *args[end:]])


def _like(name: str, known: set[str]) -> list[str]:
    from rapidfuzz import process

    return [found[0] for found in process.extract(name, sorted(known), score_cutoff=60, limit=3)]


class FileName(click.Path):
    """The name of a file; the empty text is none, though it would pass for the folder one stands in."""

    def __init__(self, **how: Any) -> None:
        super().__init__(path_type=Path, **how)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value):
            named = param.opts[0] if isinstance(param, click.Option) else "FILE"
            raise click.UsageError(_("{option} needs a file name.").format(option=named), ctx)
        return super().convert(value, param, ctx)


def in_a_folder(file: Path) -> Path:
    """`file`, whose folder is there. Raises `UserError` where it is not: a slip must not make folders."""
    if not file.absolute().parent.is_dir():
        raise UserError(
            _("There is no folder {folder}.").format(folder=file.absolute().parent),
            _("Make it first, or name another place."),
        )
    return file
