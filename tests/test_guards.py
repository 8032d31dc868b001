"""The guards themselves: each must catch what it is there for."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from salesdesk import paths
from tests.guards import is_beyond_loopback

if TYPE_CHECKING:
    import pytest

REPO = Path(__file__).resolve().parent.parent


def outcome_of(code: str, folder: Path) -> str:
    """What pytest says about a file of tests with our guards."""
    file = folder / "test_guarded.py"
    file.write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.guards", "-p", "no:cacheprovider", str(file)]
    environment = {**os.environ, "PYTHONPATH": str(REPO)}
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return ran.stdout + ran.stderr


def test_a_test_that_leaves_a_thread_running_fails(tmp_path: Path) -> None:
    said = outcome_of(
        "import threading\n"
        "def test_it():\n"
        "    threading.Timer(2.5, print).start()\n",
        tmp_path,
    )  # fmt: skip
    assert "the test left threads running" in said
    assert "1 passed, 1 error" in said


def test_a_test_that_reaches_for_another_machine_fails_even_if_the_error_is_swallowed(tmp_path: Path) -> None:
    said = outcome_of(
        "import contextlib, socket\n"
        "def test_it():\n"
        "    with socket.socket() as s, contextlib.suppress(OSError):\n"
        "        s.connect(('192.0.2.1', 80))\n",
        tmp_path,
    )
    assert "the test reached for another machine: ('192.0.2.1', 80)" in said


def test_a_test_that_turns_the_program_to_a_real_folder_fails(tmp_path: Path) -> None:
    said = outcome_of(
        "import pytest\n"
        "def test_it():\n"
        "    import os\n"
        "    os.environ['XDG_DATA_HOME'] = '/srv/data'\n",
        tmp_path,
    )  # fmt: skip
    assert "turned the program to a person's own folders: /srv/data/salesdesk" in said


def test_this_machine_may_be_reached_and_others_may_not() -> None:
    with socket.socket() as v4, socket.socket(socket.AF_UNIX) as local:
        assert not is_beyond_loopback(v4, ("127.0.0.1", 80))
        assert not is_beyond_loopback(v4, ("localhost", 80))
        assert not is_beyond_loopback(local, "/run/some.socket")
        assert is_beyond_loopback(v4, ("192.0.2.1", 80))
        assert is_beyond_loopback(v4, ("example.org", 80))


def test_a_server_on_this_machine_can_be_tested() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        caller = threading.Thread(target=lambda: socket.create_connection(server.getsockname()).close())
        caller.start()
        taken, _ = server.accept()
        taken.close()
        caller.join()


def test_the_program_keeps_its_data_in_a_temporary_home() -> None:
    temporary = Path(tempfile.gettempdir()).resolve()
    assert paths.default_store().resolve().is_relative_to(temporary)
    assert Path.home().resolve().is_relative_to(temporary)


def test_missing_corpora_skip_a_test_and_say_where_they_were_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALESDESK_CORPORA", str(tmp_path / "nowhere"))
    said = outcome_of("def test_it(corpora):\n    assert corpora\n", tmp_path)
    assert "1 skipped" in said
