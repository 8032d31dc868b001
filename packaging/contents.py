"""What goes into the packaged folder and what stays out, apart from PyInstaller, so that a test can ask.

Qt comes by an allow-list: PySide6-Essentials carries modules under the GPL alone (Quick Timeline, Lottie
Animation, Wayland Compositor, plug-ins of Virtual Keyboard), and a later one may bring more. What stands here is
offered under the LGPL 3 (doc.qt.io, "Licenses and Attributions" of each module).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, PackagePath, distribution
from pathlib import Path, PurePosixPath
from typing import Final

# The modules that the program imports, and the libraries that those and the plug-ins below are linked to.
QT_MODULES: Final = frozenset({"Core", "DBus", "Gui", "Network", "Svg", "Test", "Widgets"})
QT_LIBRARIES: Final = QT_MODULES | {"OpenGL", "WaylandClient", "WlShellIntegration", "XcbQpa"}
QT_PLUGINS: Final = {  # folder: the plug-ins wanted of it, by name on Linux, Windows and macOS
    "iconengines": {"qsvgicon"},
    "imageformats": {"qgif", "qico", "qjpeg", "qsvg", "qwebp"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platforms": {"qcocoa", "qoffscreen", "qwayland", "qwindows", "qxcb"},
    "platformthemes": {"qxdgdesktopportal"},
    "styles": {"qmacstyle", "qmodernwindowsstyle"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-graphics-integration-client": {"qt-plugin-wayland-egl"},
    "wayland-shell-integration": {"xdg-shell"},
    "xcbglintegrations": {"qxcb-egl-integration", "qxcb-glx-integration"},
}

# The same of the extra `camera`, where it is installed; its plug-in plays films too, so it is linked to Qt Quick.
CAMERA_MODULES: Final = frozenset({"Multimedia"})
_CAMERA_LIBRARIES: Final = CAMERA_MODULES | {
    *("Concurrent", "Qml", "QmlMeta", "QmlModels", "QmlWorkerScript", "Quick"),
    *("FFmpegStub-crypto", "FFmpegStub-ssl", "FFmpegStub-va", "FFmpegStub-va-drm", "FFmpegStub-va-x11"),
}
_CAMERA_PLUGINS: Final = {"multimedia": {"ffmpegmediaplugin"}}
_FFMPEG: Final = re.compile(r"(?:lib)?(?:avcodec|avformat|avutil|swresample|swscale)[-.]\S+")

# What reads business cards is asked for by name, and only in the process that reads one.
CARD_PACKAGES: Final = ("cv2", "numpy", "onnxruntime", "rapidocr")
# Of these packages, the files that are no Python: their own tests and tools, onnxruntime's library for programs in C,
# the model that turns cards, and on Windows OpenCV's films stay out. Linux's OpenCV is linked to FFmpeg, and needs it.
CARD_FILES: Final = {
    "cv2": {"cv2"},
    "numpy": {"_core/_multiarray_umath", "linalg/_umath_linalg"},
    "onnxruntime": {
        *("capi/onnxruntime_pybind11_state", "capi/onnxruntime", "capi/onnxruntime_providers_shared"),
        "capi/libonnxruntime_providers_shared",
    },
    "rapidocr": {
        *("config.yaml", "default_models.yaml"),
        *("models/PP-OCRv6_det_small.onnx", "models/PP-OCRv6_rec_small.onnx"),
    },
}

# Packages that read files which lie beside their modules: the names of holidays, what recognises letters, and zones, of
# which a bare system has none.
WITH_DATA: Final = ("holidays", "rapidocr", "tzdata")

# Babel's names of countries are asked in these languages, dates and money in two of them; `no` is what `nb`
# leans on. All its other locales are 30 MB.
LOCALES: Final = frozenset({"root", "en", "nb", "nn", "no", "sv", "da", "pl", "vi", "de", "fr"})

# Found by following imports and never called. `readline` is more: what it is linked to is GPL.
EXCLUDED: Final = (
    *("readline", "tkinter", "lucide", "pygments", "setuptools", "pytz", "pydoc_data", "_pytest"),
    *(f"numpy.{name}" for name in ("ctypeslib", "f2py", "fft", "ma", "polynomial", "random", "testing")),
    *(f"rapidocr.inference_engine.{name}" for name in ("mnn", "openvino", "paddle", "pytorch", "tensorrt")),
)

_QT_LIBRARY: Final = re.compile(r"(?:lib)?Qt6?([\w-]+?)(?:\.abi3)?\.(?:so|dll|pyd|dylib)[\d.]*|Qt(\w+)")
_OWN: Final = re.compile(r"(?:lib)?(?:py|shi)\w*6\.abi3\.\S+|(?:lib)?icu\w+\.\S+|\w+\.(?:py|json)")
_MODULE: Final = re.compile(r"([\w-]+)(?:\.(?:cpython-|cp\d)[\w-]+|\.abi3)?\.(?:so|pyd|dll)")
_LICENCE: Final = re.compile(r"LICEN[CS]E\S*|COPYING|NOTICE|AUTHORS|ThirdPartyNotices\S*", re.IGNORECASE)
_LOCKED: Final = re.compile(r"^([\w.-]+)==", re.MULTILINE)
_SYSTEM_LIBRARY: Final = re.compile(r"lib[^/]+\.so[\d.]*")
_PLUGIN: Final = re.compile(r"(?:lib)?([\w-]+)\.(?:so|dll|dylib)")


@cache
def has_camera() -> bool:
    """Whether the extra `camera` is installed here."""
    try:
        distribution("PySide6-Addons")
    except PackageNotFoundError:
        return False
    return True


def is_wanted(name: str) -> bool:
    """Whether a file goes into the folder; `name` is its path in there, or in the place packages lie in."""
    path = PurePosixPath(name.replace("\\", "/"))
    if "locale-data" in path.parts:
        return path.stem in LOCALES
    if path.parts[0] == "PySide6":
        return _is_wanted_qt(path)
    if path.parts[0] in CARD_FILES:
        return _is_wanted_of_cards(path)
    return not path.name.startswith("libQt6") or _is_wanted_library(path.name)


def _is_wanted_qt(path: PurePosixPath) -> bool:
    folders, name = path.parts[1:-1], path.name
    if "plugins" in folders:
        plugin = _PLUGIN.fullmatch(name)
        wanted = {**QT_PLUGINS, **(_CAMERA_PLUGINS if has_camera() else {})}
        return plugin is not None and plugin[1] in wanted.get(folders[-1], ())
    return folders in {(), ("Qt", "lib")} and _is_wanted_library(name)


def _is_wanted_of_cards(path: PurePosixPath) -> bool:
    if path.suffix == ".py" or path.parts[1:2] == (".dylibs",):  # on macOS, what the modules are linked to
        return True
    module = _MODULE.fullmatch(path.name)
    called = path.with_name(module[1]) if module else path
    return "/".join(called.parts[1:]) in CARD_FILES[path.parts[0]]


def _is_wanted_library(name: str) -> bool:
    if name.startswith(("libpyside6qml", "pyside6qml")):
        return False
    library = _QT_LIBRARY.fullmatch(name)
    if library is None:
        return _OWN.fullmatch(name) is not None or (has_camera() and _FFMPEG.fullmatch(name) is not None)
    called = library[1] or library[2]
    if called in QT_LIBRARIES or not has_camera():
        return called in QT_LIBRARIES
    for_python = name.endswith((".abi3.so", ".pyd"))
    return called in (CAMERA_MODULES if for_python else _CAMERA_LIBRARIES)


def needed(needs: Mapping[str, Collection[str]]) -> set[str]:
    """Those of the folder's binaries that something in it calls for. `needs` names for each binary, by its path in
    the folder, the libraries that it is linked to. Libraries of the system that lie at the top of the folder are there
    for others only, and go where those went; all else was put in for itself, as was Python.
    """
    at_top = {name for name in needs if _SYSTEM_LIBRARY.fullmatch(name) and not name.startswith("libpython")}
    found = set(needs) - at_top
    fresh = set(found)
    while fresh:
        fresh = {PurePosixPath(one).name for name in fresh for one in needs[name]} & at_top - found
        found |= fresh
    return found


def licences(root: Path) -> Iterator[tuple[Path, str]]:
    """The licences of what goes into the folder, each with the folder in there that it goes to: our own, those that the
    packages of requirements.lock bring, and those of Qt and of the FFmpeg that it shows frames with, which bring none.
    """
    yield root / "LICENSE", "licences"
    for text in sorted((root / "packaging" / "licences").iterdir()):
        yield text, "licences/pyside6-essentials"
    locked = dict.fromkeys(_LOCKED.findall((root / "requirements.lock").read_text("utf-8")))
    for name in [*locked, *(["pyside6-addons"] if has_camera() else [])]:
        try:
            files = distribution(name).files or []
        except PackageNotFoundError:  # of another system
            continue
        told = [file for file in files if file.parts[0].endswith(".dist-info")]
        for below, file in _licences_in(told) or _licences_in(files):
            yield Path(str(file.locate())), str(PurePosixPath("licences", name, below).parent)


def _licences_in(files: Iterable[PackagePath]) -> list[tuple[PurePosixPath, PackagePath]]:
    """The licences among the files of a package, and where each goes under the package's name: those in `licenses`,
    whatever they are called, in folders by the part that they are for, and those in the folder above it."""
    found: list[tuple[PurePosixPath, PackagePath]] = []
    for file in files:
        folders = file.parts[1:-1]
        if folders[:1] == ("licenses",):
            found.append((PurePosixPath(*folders[1:], file.name), file))
        elif not folders and _LICENCE.fullmatch(file.name):
            found.append((PurePosixPath(file.name), file))
    return found
