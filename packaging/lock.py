"""Makes requirements.lock and requirements-dev.lock from pyproject.toml.

A lock holds the exact version and the hashes of all files of every package, for every platform and
Python >= 3.11, and no address of a registry: where packages come from is the machine's own affair.
Versions already locked are kept; `--upgrade` takes the newest that pyproject.toml allows.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOWEST_PYTHON = "3.11"
HEADER = """\
# Made by `make lock` from pyproject.toml; do not edit. {what}
# Installed by packaging/setup.sh with --require-hashes.
"""


def lock(target: str, *options: str, what: str) -> None:
    """Resolve pyproject.toml into the file `target` in the project's root."""
    command = [
        *(sys.executable, "-m", "uv", "--no-config", "pip", "compile", "pyproject.toml", "-o", target),
        *("--universal", "--python-version", LOWEST_PYTHON, "--generate-hashes"),
        *("--no-header", "--no-annotate", "--quiet"),
        *options,
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    file = ROOT / target
    text = file.read_text(encoding="utf-8")
    if "://" in text:
        sys.exit(f"{target} names an address; a lock must not. Look at how pyproject.toml asks for packages.")
    file.write_text(HEADER.format(what=what) + text, encoding="utf-8")


def main() -> None:
    """Make both locks; the one for developers holds the same versions as the one for everybody."""
    upgrade = ["--upgrade"] if "--upgrade" in sys.argv[1:] else []
    parts = ("--extra", "cards", "--group", "build")
    lock("requirements.lock", *parts, *upgrade, what="What the program and its icons need.")
    lock(
        "requirements-dev.lock",
        *("--group", "dev", *parts, "--constraints", "requirements.lock"),
        *upgrade,
        what="What its tests need as well.",
    )


if __name__ == "__main__":
    main()
