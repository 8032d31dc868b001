"""The packaged folder, before it is built: what of the installed packages goes into it, and what must not."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from importlib.metadata import PackagePath, files
from pathlib import Path
from types import ModuleType

import pytest

import salesdesk

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
# Modules that Qt offers under the GPL or for money, but not under the LGPL ("Licenses and Attributions" of each
# module at doc.qt.io), by a part of the names of their files.
GPL_ONLY = re.compile(
    "Charts|CoAP|DataVis|Graphs|Grpc|HttpServer|Lottie|Mqtt|NetworkAuth|OpcUa|Protobuf|Quick3D|QuickTimeline"
    "|ShaderTools|VirtualKeyboard|WaylandCompositor|compositor|wayland-graphics-integration-server",
    re.IGNORECASE,
)
IMPORTS_QT = re.compile(r"(?:from|import) PySide6\.Qt(\w+)")
READS_LOCALES = """
import sys
read = set()
sys.addaudithook(lambda name, told: read.add(str(told[0])) if name == "open" else None)
from salesdesk import i18n
from salesdesk.domain import locally, values
from salesdesk.exchange import countries
from salesdesk.services.meeting import country_of
from salesdesk.ui.settings import choices
countries.code("Norge"), values.country_code("Norge")
for language in i18n.LANGUAGES:
    assert i18n.use(language) == language
    choices.currencies("NO"), country_of("+4722000000", region="NO")
print("\\n".join(name for name in read if "locale-data" in name))
"""


def load_contents() -> ModuleType:
    """packaging/contents.py; not importable by name, since a package is called packaging too."""
    spec = importlib.util.spec_from_file_location("contents", ROOT / "packaging" / "contents.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


contents = load_contents()


def packaged_by_qt() -> list[PackagePath]:
    """The files of Qt that are installed, those of the extra `camera` too where it is."""
    found = [*(files("PySide6-Essentials") or [])]
    if contents.has_camera():
        found += files("PySide6-Addons") or []
    return [file for file in found if str(file).startswith("PySide6/")]


def qt_files() -> list[str]:
    """Their paths."""
    return [str(file) for file in packaged_by_qt()]


def wanted_qt() -> list[str]:
    return [name for name in qt_files() if contents.is_wanted(name)]


def test_no_file_of_a_module_under_the_gpl_alone_goes_into_the_folder() -> None:
    carried = [name for name in qt_files() if GPL_ONLY.search(name)]
    assert carried, "the wheel carries none any more: is the pattern still right?"
    assert [name for name in carried if contents.is_wanted(name)] == []


def test_of_the_cameras_part_only_what_shows_frames_goes_in() -> None:
    if not contents.has_camera():
        pytest.skip("PySide6-Addons is not installed")
    beside = {str(file) for file in files("PySide6-Addons") or []}
    for module in ("Charts", "Graphs", "DataVis", "VirtualKeyboard", "NetworkAuth"):
        assert [name for name in beside if module in name], (
            f"{module} lies there no more: is the name still right?"
        )
    modules = {name.split(".")[0] for name in beside & set(wanted_qt()) if name.count("/") == 1}
    assert {one for one in modules if one.startswith("PySide6/Qt")} == {"PySide6/QtMultimedia"}
    plugins = [name for name in beside & set(wanted_qt()) if "/plugins/" in name]
    assert [name.split("/plugins/")[1].split(".")[0] for name in plugins] == [
        "multimedia/libffmpegmediaplugin"
    ]


@pytest.mark.skipif(contents.has_camera(), reason="PySide6-Addons is installed")
def test_without_the_camera_nothing_of_it_goes_in() -> None:
    for name in ("PySide6/QtMultimedia.abi3.so", "PySide6/Qt/lib/libavcodec.so.63", "libQt6Multimedia.so.6"):
        assert not contents.is_wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/QtCharts.abi3.so",
        "PySide6/QtCharts.pyd",
        "PySide6/Qt6Charts.dll",
        "PySide6/Qt/lib/libQt6Charts.so.6",
        "PySide6/Qt/lib/libQt6CoreNew.so.6",
        "PySide6/Qt/lib/QtCharts.framework/Versions/A/QtCharts",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/Qt/plugins/unheard-of/libqoffscreen.so",
        "PySide6/Qt/qml/QtQuick/Timeline/libqtquicktimelineplugin.so",
        "PySide6/lupdate",
        "libQt6WaylandCompositor.so.6",
    ],
)
def test_what_a_later_qt_brings_stays_out_until_it_is_named(name: str) -> None:
    assert not contents.is_wanted(name)
    assert not contents.is_wanted(name.replace("/", "\\"))


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/QtWidgets.abi3.so",
        "PySide6/QtWidgets.pyd",
        "PySide6/Qt6Widgets.dll",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/plugins/platforms/qwindows.dll",
        "libQt6Widgets.so.6",
        "salesdesk/resources/icons.json",
        "libxcb-cursor.so.0",
    ],
)
def test_what_the_window_needs_goes_in(name: str) -> None:
    assert contents.is_wanted(name)


def test_every_part_of_qt_that_the_program_imports_goes_in() -> None:
    imported = {
        name
        for file in (ROOT / "salesdesk").rglob("*.py")
        for name in IMPORTS_QT.findall(file.read_text("utf-8"))
    }
    assert imported == contents.QT_MODULES
    modules = {f"PySide6/Qt{name}.abi3.so" for name in imported}
    assert sys.platform != "linux" or modules <= set(wanted_qt())


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux's loader")
def test_no_part_of_qt_misses_another_that_it_is_linked_to() -> None:
    from PyInstaller.depend.bindepend import get_imports

    wanted = set(wanted_qt())
    binaries = [file for file in packaged_by_qt() if str(file) in wanted and ".so" in file.name]
    there = {file.name for file in binaries}
    assert "libQt6Widgets.so.6" in there
    missing = {
        (file.name, library)
        for file in binaries
        for library, _path in get_imports(str(file.locate()))
        if library.startswith(("libQt", "libicu", "libpyside", "libav", "libsw")) and library not in there
    }
    assert not missing


def test_the_languages_in_which_countries_are_read_go_in(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", READS_LOCALES], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    asked = {Path(name).name for name in ran.stdout.splitlines()}
    assert {"root.dat", "nb.dat", "pl.dat"} <= asked
    assert [name for name in asked if not contents.is_wanted(f"babel/locale-data/{name}")] == []
    assert not contents.is_wanted("babel/locale-data/zu_ZA.dat")


def test_a_plug_in_that_stays_out_leaves_its_libraries_out() -> None:
    stays = {
        "PySide6/Qt/plugins/platforms/libqxcb.so": {"libxcb-cursor.so.0", "libc.so.6"},
        "libxcb-cursor.so.0": {"libxcb.so.1"},
        "libxcb.so.1": set[str](),
        "libgtk-3.so.0": {"libcairo.so.2"},
        "libcairo.so.2": {"libxcb.so.1"},
        "libpython3.11.so.1.0": set[str](),
    }
    assert set(stays) - contents.needed(stays) == {"libgtk-3.so.0", "libcairo.so.2"}


def test_pythons_own_tie_to_a_library_under_the_gpl_stays_out() -> None:
    assert "readline" in contents.EXCLUDED


def test_each_package_that_goes_in_brings_its_licence() -> None:
    found = {folder: file for file, folder in contents.licences(ROOT)}
    assert found["licences"].read_text("utf-8").startswith("MIT")
    for package in ("sqlalchemy", "babel", "phonenumbers", "python-calamine", "uuid-utils"):
        assert found[f"licences/{package}"].stat().st_size


def test_the_desktop_entry_is_valid() -> None:
    validate = shutil.which("desktop-file-validate") or pytest.skip("desktop-file-validate is not here")
    told = subprocess.run(
        [validate, LINUX / "salesdesk.desktop"], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout) == (0, "")


def test_the_entry_for_software_centres_is_valid() -> None:
    validate = shutil.which("appstreamcli") or pytest.skip("appstreamcli is not here")
    file = LINUX / "salesdesk.metainfo.xml"
    told = subprocess.run(
        [validate, "validate", "--no-net", file], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout


def test_software_centres_are_told_this_version() -> None:
    releases = re.findall(
        r'<release version="([^"]+)"', (LINUX / "salesdesk.metainfo.xml").read_text("utf-8")
    )
    assert releases[0] == salesdesk.__version__
