"""Where everything is wired together, and where both faces begin."""

from __future__ import annotations

import sys


def main() -> None:
    """Starts the command line; the window follows with its own issue."""
    from salesdesk.cli.main import run

    sys.exit(run())


if __name__ == "__main__":
    main()
