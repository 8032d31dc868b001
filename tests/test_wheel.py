"""The wheel, as somebody gets it: built, installed into an environment of its own, and started there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import salesdesk

pytestmark = pytest.mark.xdist_group("wheel")  # built once, by one worker
ROOT = Path(__file__).resolve().parent.parent
ASKS_FOR_BOKMAAL = """
import salesdesk
from salesdesk import i18n, paths
print(salesdesk.__file__)
print(paths.resource("translations/nb/LC_MESSAGES/salesdesk.mo"))
print(i18n.use("nb"))
"""


def run(*command: str | Path, cwd: Path) -> str:
    """What `command` prints; it must succeed, and know nothing of the checkout."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    ran = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"{command} ended with {ran.returncode}:\n{ran.stdout}{ran.stderr}"
    return ran.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The environment that the wheel is installed in; dependencies are those of the running tests."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (wheel,) = folder.glob("salesdesk-*.whl")
    venv = folder / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", venv, cwd=folder)
    python = venv / "bin" / "python"
    install = ("install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "--python", python, *install, wheel, cwd=folder)
    site = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    )
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return venv


def test_the_installed_program_says_its_version(installed: Path, tmp_path: Path) -> None:
    said = run(installed / "bin" / "salesdesk", "--version", cwd=tmp_path)
    assert salesdesk.__version__ in said


def test_the_installed_program_finds_itself_in_good_health(installed: Path, tmp_path: Path) -> None:
    store = tmp_path / "Åse's desk.db"
    said = json.loads(
        run(installed / "bin" / "salesdesk", "--store", store, "doctor", "--json", cwd=tmp_path)
    )
    assert said["checks"]
    assert said["ok"] is True, said


def test_the_installed_program_brings_its_languages(installed: Path, tmp_path: Path) -> None:
    code, catalogue, language = run(
        installed / "bin" / "python", "-c", ASKS_FOR_BOKMAAL, cwd=tmp_path
    ).splitlines()
    assert Path(code).is_relative_to(installed), "the checkout was started, not the wheel"
    assert Path(catalogue).is_relative_to(installed)
    assert Path(catalogue).is_file()
    assert language == "nb"


def test_the_installed_program_leaves_tests_and_tools_at_home(installed: Path) -> None:
    (package,) = installed.glob("lib/python*/site-packages/salesdesk")
    beside = {path.name for path in package.parent.iterdir()}
    assert not beside & {"tests", "bench", "packaging"}
