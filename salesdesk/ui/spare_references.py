"""Keeps a fault of PySide6 6.12 from ending the program: answers that it lets go of once too often.

Each `emit` of a signal answers True without counting the reference. Python counts those before 3.12 (PEP 683),
and ends the program ("bool_dealloc") when none seem left: after some thousand signals. None was seen to go the
same way while much is painted.
"""

from __future__ import annotations

import ctypes
import sys

_ENOUGH = 1 << 40  # signals; at a thousand a second, thirty years


def spare_references() -> None:
    """Gives True, False and None so many references that no run of the program lets go of them all."""
    if sys.implementation.name == "cpython" and sys.version_info < (3, 12):
        for one in (True, False, None):
            ctypes.c_ssize_t.from_address(id(one)).value += _ENOUGH  # an object begins with its count
