"""The packaged folder, before it is built: what of the installed packages goes into it, and what must not."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import PackagePath, files, packages_distributions
from pathlib import Path
from types import ModuleType

import pytest

import salesdesk
from salesdesk.services import card_reading

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
# Modules that Qt offers under the GPL or for money, but not under the LGPL ("Licenses and Attributions" of each
# module at doc.qt.io), by a part of the names of their files.
GPL_ONLY = re.compile(
    "Charts|CoAP|DataVis|Graphs|Grpc|HttpServer|Lottie|Mqtt|NetworkAuth|OpcUa|Protobuf|Quick3D|QuickTimeline"
    "|ShaderTools|VirtualKeyboard|WaylandCompositor|compositor|wayland-graphics-integration-server",
    re.IGNORECASE,
)
LETTERS = ROOT / "salesdesk" / "capture" / "cards" / "letters.py"
MODEL = re.compile(r'models / "([^"]+)"')
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
READS_A_CARD = """
import sys
from pathlib import Path
read = set()
sys.addaudithook(lambda name, told: read.add(str(told[0])) if name == "open" else None)
from salesdesk.services import card_reading
card = card_reading.read_here(Path("tests/data/card.jpg").read_bytes(), "DK")
assert card.draft.name == "Søren Bæk", card.draft
read |= {line.split(maxsplit=5)[-1] for line in Path("/proc/self/maps").read_text().splitlines() if "/" in line}
print("\\n".join([*sys.modules, *read]))
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
        "cv2/data/haarcascade_frontalface_default.xml",
        "cv2/opencv_videoio_ffmpeg500_64.dll",
        "cv2/qt/plugins/platforms/libqxcb.so",
        "numpy/random/mtrand.cpython-311-x86_64-linux-gnu.so",
        "numpy/_core/_simd.cp311-win_amd64.pyd",
        "onnxruntime/capi/libonnxruntime_providers_cuda.so",
        "onnxruntime/capi/onnxruntime_providers_tensorrt.dll",
        "rapidocr/models/ch_ppocr_mobile_v2.0_cls_mobile.onnx",
    ],
)
def test_what_a_later_package_brings_stays_out_until_it_is_named(name: str) -> None:
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
        "cv2/cv2.abi3.so",
        "cv2/cv2.pyd",
        "cv2/config-3.py",
        "cv2/.dylibs/libavif.16.dylib",
        "numpy/_core/_multiarray_umath.cp311-win_amd64.pyd",
        "onnxruntime/capi/onnxruntime_pybind11_state.pyd",
        "opencv_python_headless.libs/libpng16-529cb57a.so.16.58.0",
    ],
)
def test_what_the_program_needs_goes_in(name: str) -> None:
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


@pytest.fixture(scope="module")
def read_with_a_card() -> set[str]:
    """The modules that are imported to read a card, and the files that are opened or loaded."""
    if not card_reading.is_there() or sys.platform != "linux":
        pytest.skip("the extra `cards` is not installed, or this is not Linux")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", READS_A_CARD],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.splitlines())


def test_of_the_packages_that_read_cards_what_is_read_goes_in_and_nothing_else(
    read_with_a_card: set[str],
) -> None:
    site = Path(sysconfig.get_path("purelib")).resolve()
    wanted = {
        str(file.relative_to(site))
        for package in contents.CARD_FILES
        for file in (site / package).rglob("*")
        if file.is_file() and contents.is_wanted(str(file.relative_to(site)))
    }
    read = {str(Path(name).resolve()).removeprefix(f"{site}/") for name in read_with_a_card}
    models = {f"rapidocr/models/{name}" for name in MODEL.findall(LETTERS.read_text("utf-8"))}
    assert len(models) == 2
    read |= models  # opened where Python does not see it
    assert {name for name in wanted if not name.endswith(".py")} == {
        name
        for name in read
        if name.split("/")[0] in contents.CARD_FILES and "/" in name and not name.endswith((".py", ".pyc"))
    }


def test_what_stays_out_of_the_packages_that_read_cards_is_not_imported_for_it(
    read_with_a_card: set[str],
) -> None:
    assert {"cv2", "rapidocr.inference_engine.onnxruntime"} <= read_with_a_card
    out = tuple(f"{name}." for name in contents.EXCLUDED if "." in name)
    assert out
    assert [name for name in read_with_a_card if f"{name}.".startswith(out)] == []


def test_no_decoder_of_films_was_built_with_parts_under_the_gpl() -> None:
    carried = [
        file
        for package in ("opencv-python-headless", "PySide6-Addons")
        if package != "PySide6-Addons" or contents.has_camera()
        for file in files(package) or []
        if "avcodec" in file.name and contents.is_wanted(str(file))
    ]
    assert carried or sys.platform == "win32"
    for file in carried:
        assert b"LGPL version 2.1" in (code := Path(str(file.locate())).read_bytes()), file
        assert b"--enable-gpl" not in code, file
        assert b"--enable-nonfree" not in code, file


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


def test_the_packages_that_read_cards_bring_theirs_and_those_of_their_parts(
    read_with_a_card: set[str],
) -> None:
    places = [f"{folder}/{file.name}" for file, folder in contents.licences(ROOT)]
    imported = {name.split(".")[0] for name in read_with_a_card}
    named = {name for top, names in packages_distributions().items() if top in imported for name in names}
    named -= {"salesdesk", "setuptools", "pytz"}  # Babel asks for pytz where it is
    assert {"onnxruntime", "opencv-python-headless", "requests"} <= named
    assert [
        name for name in named if not any(one.startswith(f"licences/{name.lower()}/") for one in places)
    ] == []
    for place in ("onnxruntime/ThirdPartyNotices.txt", "rapidocr/MODEL_LICENSES.md", "shapely/LICENSE_GEOS"):
        assert f"licences/{place}" in places
    assert len(set(places)) == len(places), "one licence lies over another"


def test_the_licences_that_qt_is_taken_under_go_in() -> None:
    texts = [
        file.read_text("utf-8")
        for file, folder in contents.licences(ROOT)
        if folder == "licences/pyside6-essentials"
    ]
    for version in ("GNU LESSER GENERAL PUBLIC LICENSE\n                       Version 3", "Version 2.1"):
        assert any(version in text for text in texts)


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
