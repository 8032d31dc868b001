"""What every test must leave alone: the seller's own folders, the network, the threads of the next test.

A pytest plugin, loaded by conftest.py before any test is.
"""

from __future__ import annotations

import gc
import ipaddress
import os
import socket
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import platformdirs
import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.util import LRUCache

from salesdesk import i18n, paths
from salesdesk.store import connections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REPO = Path(__file__).resolve().parent.parent
SECONDS_TO_END = 2.0  # what a thread that is already ending may take on a busy machine
UNSWEPT = 100_000  # objects made and not let go
HOME_VARIABLES = {
    "HOME": "",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CONFIG_HOME": ".config",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".run",
}

hypothesis.settings.register_profile(
    "ci",  # the same examples each time, however slow the machine
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile("dev", deadline=None, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_runtest_logfinish() -> None:
    """Sweep where the window keeps Python from doing so by itself (ui/sweeping), and its timer had no chance to."""
    if not gc.isenabled() and gc.get_count()[0] > UNSWEPT:
        gc.collect()


def pytest_configure(config: pytest.Config) -> None:
    """Give this process, and those it starts, a home of their own and no screen."""
    home = tempfile.TemporaryDirectory(prefix="salesdesk-home-", ignore_cleanup_errors=True)
    config.add_cleanup(home.cleanup)
    for variable, folder in HOME_VARIABLES.items():
        place = Path(home.name, folder)
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.environ[variable] = str(place)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        os.environ.pop(variable, None)
    os.environ["LANG"] = "C.UTF-8"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Each test starts in English, whatever the one before it spoke."""
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture(autouse=True)
def own_home() -> Iterator[None]:
    """A test that turns the program to folders outside the temporary ones fails."""
    yield
    temporary = Path(tempfile.gettempdir()).resolve()
    places = [paths.data_folder(), paths.config_folder(), paths.log_folder()]
    places += [Path.home(), Path(platformdirs.user_cache_dir(paths.APP))]
    astray = [str(place) for place in places if not place.resolve().is_relative_to(temporary)]
    assert not astray, f"the test turned the program to a person's own folders: {', '.join(astray)}"


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """A test that leaves a thread running that would keep the program from ending fails."""
    before = set(threading.enumerate())
    yield
    left = lingering(before)
    end = time.monotonic() + SECONDS_TO_END
    while left and time.monotonic() < end:
        left[0].join(timeout=0.02)
        left = lingering(before)
    assert not left, f"the test left threads running: {', '.join(thread.name for thread in left)}"


def lingering(before: set[threading.Thread]) -> list[threading.Thread]:
    """The threads that were not there before and that hold up the end of the program."""
    return [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test that reaches for another machine fails, even where the program swallows the error."""
    reached: list[str] = []

    def guarded(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(self: socket.socket, *args: Any) -> Any:
            if is_beyond_loopback(self, args[-1]):
                reached.append(str(args[-1]))
                raise ConnectionRefusedError(f"a test may not reach {args[-1]}")
            return original(self, *args)

        return call

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
    yield
    assert not reached, f"the test reached for another machine: {', '.join(reached)}"


def is_beyond_loopback(used: socket.socket, address: object) -> bool:
    """Whether `address`, as `connect` takes it, lies outside this machine."""
    if used.family not in (socket.AF_INET, socket.AF_INET6) or not isinstance(address, tuple):
        return False
    host = str(address[0])
    if host in ("localhost", ""):
        return False
    try:
        return not ipaddress.ip_address(host.split("%", maxsplit=1)[0]).is_loopback
    except ValueError:
        return True


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """All stores of this process share the statements that SQLAlchemy has put into SQL, which it keeps by dialect:
    a test opens stores of its own, and each would compile them anew, which took longer than to ask them."""
    apart = create_engine("sqlite://")
    with apart.connect():  # which tells the dialect what this SQLite can do
        pass
    kept: LRUCache[Any, Any] = LRUCache(5000)
    make = connections.engine

    def engine(path: Path) -> Engine:
        made = make(path)
        made.dialect = apart.dialect
        made.update_execution_options(compiled_cache=kept)
        return made

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(connections, "engine", engine)
        yield
    apart.dispose()


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of files from strangers, which lies beside the checkout and not in it."""
    named = os.environ.get("SALESDESK_CORPORA")
    folder = Path(named) if named else REPO.parent / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip(f"there are no corpora at {folder}; SALESDESK_CORPORA names another place")
    return folder
