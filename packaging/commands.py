"""Writes docs/commands.md from the commands themselves:  python packaging/commands.py

A test compares the two, so that the page never says what is not so.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1]))

from salesdesk.cli.main import COMMANDS, salesdesk
from salesdesk.domain.query_fields import FIELDS, HAS, IS
from salesdesk.domain.vocabulary import slugs

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
EVERYWHERE = ("store", "json", "lang", "quiet", "help")
HEAD = """# The commands

Made from the commands themselves by `packaging/commands.py`.

`--store FILE`, `--json`, `--lang LANGUAGE` and `--quiet` stand before or after any command. With `--json` the
answer is one JSON document on stdout and nothing else; what is said to people goes to stderr.

A call ends with 0 when it is done, 1 for a mistake of the program (with a report), 2 when its words are off,
3 when it was refused and nothing was changed, 4 when it was done in part: what was not taken is listed, and kept
in a file beside the input.
"""


def page() -> str:
    """The page as it should be."""
    parts = [HEAD]
    context = click.Context(salesdesk)
    for name in COMMANDS:
        command = salesdesk.get_command(context, name)
        assert command is not None
        parts.append(_section(name, command))
    parts += [_language(), _import_fields()]
    return "\n".join(parts)


def _section(name: str, command: click.Command) -> str:
    arguments = [
        p.make_metavar(click.Context(command)) for p in command.params if isinstance(p, click.Argument)
    ]
    lines = [
        f"## salesdesk {' '.join((name, *arguments))}",
        "",
        (command.help or "").replace("\n", " ").strip(),
        "",
    ]
    for option in command.params:
        if isinstance(option, click.Option) and option.name not in EVERYWHERE:
            value = "" if option.is_flag else f" {option.make_metavar(click.Context(command))}"
            lines.append(f"- `{option.opts[0]}{value}` {option.help}")
    return "\n".join(lines).rstrip() + "\n"


def _language() -> str:
    lines = [
        "## How to ask: find, export --where, views",
        "",
        "Words are beginnings of words, in any order; quotes hold words together. Everything must hold; `-` before a",
        "term turns it round; `a|b` is either. `hot`, `warm` and `cold` alone ask for the interest (quote them to",
        "search for the word). Days are `today`, `tomorrow`, `friday`, `2026-11-15`, `2026-11`, `2026`, `week`,",
        "`month`, `+7d`, `-2w`, and `a..b`; before them `<`, `<=`, `>` or `>=`. `view:NAME` is a saved view.",
        "",
    ]
    for subject, fields in FIELDS.items():
        lines += [f"**{subject}**", ""]
        lines += [f"- `{name}:` {kind.help}" for name, kind in fields.items()]
        lines.append("- `is:` " + ", ".join(IS[subject]))
        lines.append("- `has:` and `no:` " + ", ".join(HAS[subject]))
        lines.append("")
    return "\n".join(lines)


def _import_fields() -> str:
    from salesdesk.exchange.mapping import FIELDS as COLUMNS
    from salesdesk.exchange.subject_tables import FIELDS as OF_SUBJECTS

    return "\n".join(
        (
            "## Fields for `--map FIELD=COLUMN`",
            "",
            "Several may name one column, and one field several columns. A column is named as in the first row, or by",
            "its number. Those that no field takes are added to the note.",
            "",
            ", ".join(f"`{name}`" for name in COLUMNS),
            "",
            "Tables of another subject (`--as`) have these of their own. Whom a row is about is told by `prospect`",
            "(a name, a phone, an email address or an id) or by the fields above; who is not known is made.",
            "",
            *(
                f"- **{subject}**: " + ", ".join(f"`{name}`" for name in names)
                for subject, names in OF_SUBJECTS.items()
            ),
            "",
            "Stages: " + ", ".join(slugs("stage")) + ". Time frames: " + ", ".join(slugs("time_frame")) + ".",
            "Sources: " + ", ".join(slugs("source")) + ". What other programs say for them is recognised.",
            "",
        )
    )


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
