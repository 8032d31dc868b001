"""The command line as a script meets it: a call, its exit code, what stands on stdout and on stderr."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from salesdesk.cli.main import run
from tests.factories import StandingClock

REPO = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Answer:
    """What a call left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


@dataclass
class Desk:
    """A store and a clock, and calls on them."""

    path: Path
    capsys: pytest.CaptureFixture[str]
    clock: StandingClock = field(default_factory=StandingClock)

    @property
    def folder(self) -> Path:
        """Where the store lies, and where the seller's files do."""
        return self.path.parent

    def call(self, *words: object) -> Answer:
        """`salesdesk --store … WORDS`."""
        return self.bare("--store", self.path, *words)

    def bare(self, *words: object) -> Answer:
        """`salesdesk WORDS`, the store unnamed."""
        self.capsys.readouterr()
        code = run([str(word) for word in words], clock=self.clock)
        said = self.capsys.readouterr()
        return Answer(code, said.out, said.err)

    def ask(self, *words: object, code: int = 0) -> Any:
        """The JSON of a call that ends with `code`."""
        answer = self.call("--json", *words)
        assert answer.code == code, f"{answer.code}: {answer.out}\n{answer.err}"
        return answer.document

    def file(self, name: str, text: str | bytes) -> Path:
        """A file of the seller's, in a folder of its own."""
        path = self.folder / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def people(self, *rows: str, header: str = "name,company,phone,email") -> None:
        """Brings in a list of people."""
        self.ask("import", self.file("people.csv", "\n".join((header, *rows)) + "\n"))

    def id_of(self, words: str, *, of: str = "prospects") -> str:
        """The id of the first hit."""
        return self.ask("find", words, "--of", of)["hits"][0]["id"]


def separately(*words: object, **how: Any) -> subprocess.CompletedProcess[str]:
    """The same call as a program of its own."""
    command = [sys.executable, "-m", "salesdesk", *(str(word) for word in words)]
    environment = {**os.environ, "PYTHONPATH": str(REPO), **how.pop("env", {})}
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env=environment,
        **how,
    )
