"""Keys of an X11 keyboard, pressed as a person or a handheld scanner presses them (XTEST extension)."""

from __future__ import annotations

import ctypes
from typing import Any, Final

_NAMES: Final = {"\n": "Return"}
_BETWEEN: Final = 2  # milliseconds between keys; without them X takes a double letter for a key held down
_SHIFT: Final = "Shift_L"


class Keyboard:
    """The keyboard of the screen that `DISPLAY` names."""

    def __init__(self) -> None:
        self._x: Any = ctypes.CDLL("libX11.so.6")
        self._test: Any = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = self._x.XkbKeycodeToKeysym.restype = ctypes.c_ulong
        self._screen = ctypes.c_void_p(self._x.XOpenDisplay(None))

    def press(self, name: str) -> None:
        """Presses one key, by its name in X11: `Return`, `Tab`."""
        self._key(int(self._x.XStringToKeysym(name.encode())))
        self._x.XSync(self._screen, 0)

    def burst(self, text: str) -> None:
        """Types ASCII faster than a person can, as a scanner does."""
        for letter in text:
            self._key(
                int(self._x.XStringToKeysym(_NAMES[letter].encode())) if letter in _NAMES else ord(letter)
            )
        self._x.XSync(self._screen, 0)

    def _key(self, symbol: int) -> None:
        code = int(self._x.XKeysymToKeycode(self._screen, ctypes.c_ulong(symbol)))
        plain = int(self._x.XkbKeycodeToKeysym(self._screen, code, 0, 0))
        shift = int(
            self._x.XKeysymToKeycode(self._screen, ctypes.c_ulong(self._x.XStringToKeysym(_SHIFT.encode())))
        )
        codes = [code] if plain == symbol else [shift, code]
        for one in codes:
            self._test.XTestFakeKeyEvent(self._screen, one, 1, _BETWEEN)
        for one in reversed(codes):
            self._test.XTestFakeKeyEvent(self._screen, one, 0, 0)
