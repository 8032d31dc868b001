"""The program's own log file: what happened, never with whom. A few hundred kilobytes, then from the start.

Records hold the names of modules and kinds of errors; messages of exceptions are left out, since those can
quote what a person typed.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Final

from salesdesk import paths

_LARGEST: Final = 256 * 1024
_Trace = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _Formatter(logging.Formatter):
    """Without the words of an exception."""

    def formatException(self, ei: _Trace) -> str:  # noqa: N802  (logging's name)
        kind, _error, trace = ei
        return "".join((*traceback.format_tb(trace), kind.__name__ if kind else ""))


def start() -> None:
    """Begins to write the log file; where it cannot be written, the program goes on without."""
    from logging.handlers import RotatingFileHandler  # with a third of the standard library

    root = logging.getLogger("salesdesk")
    root.setLevel(logging.INFO)
    try:
        paths.log_folder().mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            paths.log_folder() / "salesdesk.log",
            maxBytes=_LARGEST,
            backupCount=1,
            encoding="utf-8",
            delay=True,
        )
    except OSError:
        root.addHandler(logging.NullHandler())
        return
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
