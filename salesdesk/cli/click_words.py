"""What Click itself says of words that are off, said by our catalogues in the language in use.

Click asks the catalogues of the system, in the language that was set when the program began; ours know the
seller's. Its texts stand here so that they are gathered for translation like any other.
"""

from __future__ import annotations

from types import ModuleType
from typing import Final

import click.core
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

from salesdesk import i18n
from salesdesk.i18n import N_, ngettext

TEXTS: Final = (
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Missing {param_type}"),
    N_("Missing parameter: {param_name}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Option {name!r} does not take a value."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Choose from:\n\t{choices}"),
    N_("{value} is not in the range {range}."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("file"),
    N_("directory"),
    N_("path"),
    N_("Aborted!"),
    N_("Error: invalid input"),
)
_MODULES: Final[tuple[ModuleType, ...]] = (
    click.core,
    click.exceptions,
    click.formatting,
    click.parser,
    click.termui,
    click.types,
)


def speak() -> None:
    """Lets Click ask our catalogues. They answer in the language in use when the text is said."""
    for module in _MODULES:
        for name in ("_", "ngettext"):
            if hasattr(module, name):
                setattr(module, name, i18n._ if name == "_" else ngettext)


def plurals(n: int) -> tuple[str, ...]:
    """The texts that Click says of one or of several, for `n`."""
    return (
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", n),
        ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", n),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", n),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", n),
        ngettext("Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given.", n),
    )
