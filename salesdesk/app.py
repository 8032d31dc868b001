"""Where everything is wired together, and where both faces begin."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main() -> None:
    """Opens the window where no command is named, and runs the command line where one is."""
    window, rest = _window_asked(sys.argv[1:])
    if not rest:
        sys.exit(_open_window(window))
    from salesdesk.cli.main import run

    sys.exit(run(take_pictures=_take_pictures))


def _take_pictures(folder: Path, store: Path | None, pages: Sequence[str]) -> list[Path]:
    from salesdesk.ui.pictures import take

    return take(folder, store, pages)


def load_without_sweeping() -> None:
    """Keeps Python from looking for rubbish while the window is being loaded, which leaves none; from then on
    ui/sweeping looks."""
    gc.disable()


def _open_window(asked: argparse.Namespace) -> int:
    load_without_sweeping()
    from salesdesk import i18n, paths, settings
    from salesdesk.i18n import _

    i18n.use(asked.lang or settings.load().tongue())
    if _is_without_screen():
        told = _("There is no screen here for the window.")
        sys.stderr.write(f"{told} {_('All of it works by commands too: salesdesk --help')}\n")
        return 3
    from salesdesk.ui.start import run as open_window

    return open_window(asked.store or paths.default_store())


def _is_without_screen() -> bool:
    """Whether Qt would find nothing to paint on, at which it ends the process without a word to a person."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform == "linux" and not any(os.environ.get(name) for name in named)


def _window_asked(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """What the window is told, and what is left for the command line. Click is not asked, since it would bring
    the services with it, and the window paints before those are there."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--lang")
    try:
        return parser.parse_known_args(arguments)
    except argparse.ArgumentError:  # told better by the command line
        return argparse.Namespace(), arguments


if __name__ == "__main__":
    main()
