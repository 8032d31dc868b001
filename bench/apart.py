"""Runs what is measured as a program of its own, without a screen, so that no part of it has been warmed before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def said(*words: object) -> str:
    """The last line that Python says when it is called with `words` in this checkout.

    Raises `subprocess.CalledProcessError` where it fails.
    """
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "PYTHONPATH": str(ROOT),
    }
    call = [sys.executable, *map(str, words)]
    found = subprocess.run(call, capture_output=True, text=True, check=True, cwd=ROOT, env=environment)
    return found.stdout.splitlines()[-1]
