"""The camera as a source of pictures, and what stands in its way in a person's words.

Only this file knows QtMultimedia, and only once a badge is asked for: it is in PySide6-Addons, which is an extra
(`camera`) and missing in most installations.
"""

from __future__ import annotations

import importlib
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from salesdesk.i18n import N_

_MODULE: Final = "PySide6.QtMultimedia"
_LARGEST: Final = (
    1920 * 1080
)  # pixels of a picture: codes and cards need no more, and each is converted on this thread
_FLOWING: Final = 15  # pictures a second
_PATIENCE: Final = 10_000  # milliseconds until a camera that gives nothing counts as taken


class State(Enum):
    """How it stands with the camera: what is said of it, with what to do next."""

    OFF = ""
    NO_PART = N_("This installation has no part for cameras. Scan, choose a picture, or paste one with F4.")
    NO_CAMERA = N_("No camera was found. Connect one and press F2 again, or choose a picture.")
    DENIED = N_("The camera may not be used. Allow it in the system's settings, then press F2 again.")
    TAKEN = N_("The camera gives no picture. Close the program that uses it, then press F2 again.")
    STARTING = N_("The camera starts …")
    RUNNING = N_("Hold the code of a badge before the camera, or a card and press F3. Esc closes it.")


def load() -> Any:
    """QtMultimedia, or None where it is not installed or misses a library of the system.

    Takes too long for the window's thread; may be called on another.
    """
    try:
        module = importlib.import_module(_MODULE)
    except ImportError:  # of libpulse.so.0 too
        return None
    return module


@dataclass(frozen=True, slots=True)
class Camera:
    """One that is plugged in: how the system knows it, and what it is called."""

    key: str
    name: str


class FrameSource(QObject):
    """`came` gives each picture of the camera, `changed` the `State` that it came to, `plugged` the `Camera`s that
    there are. `wanted` is the key of the one to open where it is there; `used` that of the one that was opened."""

    came = Signal(QImage)
    changed = Signal(object)
    plugged = Signal(object)

    def __init__(self, parent: QObject, *, patience: int = _PATIENCE) -> None:
        super().__init__(parent)
        self.state = State.OFF
        self.wanted = self.used = ""
        self._parts: list[Any] = []  # a session only points to its camera and its sink
        self._patience = QTimer(self, singleShot=True, interval=patience)
        self._patience.timeout.connect(self._gave_nothing)
        self._multimedia: Any = None
        self._devices: Any = None  # tells of those plugged in and out
        self._awaited: Any = (
            None  # what is opened once the system has asked the seller; asked for anew, another
        )

    def start(self, multimedia: Any) -> None:
        """Opens the camera that is wanted, else the one that the system prefers, with what `load` gave."""
        self._let_go()
        if multimedia is None:
            self._come_to(State.NO_PART)
            return
        self._watch(multimedia)
        inputs = {_key(one): one for one in multimedia.QMediaDevices.videoInputs()}
        self.plugged.emit(_named(inputs))
        device = inputs.get(self.wanted) or multimedia.QMediaDevices.defaultVideoInput()
        if device.isNull():
            self._come_to(State.NO_CAMERA)
            return
        self.used = _key(device)
        self._come_to(State.STARTING)
        permission, application = QCameraPermission(), QCoreApplication.instance()
        assert application is not None
        asked = application.checkPermission(permission)
        if asked != Qt.PermissionStatus.Undetermined:
            self._open(multimedia, device)
            return
        is_asking, self._awaited = self._awaited is not None, device
        if not is_asking:

            def answered(_permission: object) -> None:
                awaited, self._awaited = self._awaited, None
                self._open(multimedia, awaited)

            application.requestPermission(permission, self, answered)

    def _open(self, multimedia: Any, device: Any) -> None:
        if self.state is not State.STARTING:  # closed while the system asked
            return
        application = QCoreApplication.instance()
        assert application is not None
        if application.checkPermission(QCameraPermission()) == Qt.PermissionStatus.Denied:
            self._come_to(State.DENIED)
            return
        self.plug(self.listen(multimedia), multimedia, device)

    def plug(self, session: Any, multimedia: Any, device: Any) -> None:
        """Lets a camera give its pictures to a session."""
        camera, place = multimedia.QCamera(device), _key(device)

        def failed(_kind: object, _told: object) -> None:
            self.refused(place)

        camera.errorOccurred.connect(failed)
        if (fitting := _fitting(device)) is not None:
            camera.setCameraFormat(fitting)
        session.setCamera(camera)
        self._parts.append(camera)
        self._patience.start()
        camera.start()

    def _watch(self, multimedia: Any) -> None:
        if self._devices is None:
            self._multimedia, self._devices = multimedia, multimedia.QMediaDevices(self)
            self._devices.videoInputsChanged.connect(self._inputs_changed)

    def _inputs_changed(self) -> None:
        """One was plugged in or out: another is opened where none was there, or the one in use is gone."""
        inputs = {_key(one): one for one in self._multimedia.QMediaDevices.videoInputs()}
        if self.state is State.NO_CAMERA or self.used not in inputs:
            self.start(self._multimedia)
        else:
            self.plugged.emit(_named(inputs))

    def listen(self, multimedia: Any) -> Any:
        """A session whose pictures come out here; what gives them is set by the caller."""
        session, sink = multimedia.QMediaCaptureSession(), multimedia.QVideoSink()
        session.setVideoSink(sink)
        sink.videoFrameChanged.connect(self._take)
        self._parts = [session, sink]
        self._come_to(State.STARTING)
        return session

    def refused(self, place: str) -> None:
        """Says why the camera at `place` gives nothing: Linux lets everybody see it, but not everybody use it."""
        denied = place.startswith("/") and not os.access(place, os.R_OK | os.W_OK)
        leaving = self._parts
        self._let_go()
        QTimer.singleShot(0, self, leaving.clear)  # the camera that says this must not go while it speaks
        self._come_to(State.DENIED if denied else State.TAKEN)

    def stop(self) -> None:
        """Lets go of the camera, and does not look any more which there are."""
        self._let_go()
        if self._devices is not None:
            self._devices.videoInputsChanged.disconnect(self._inputs_changed)
            self._devices.deleteLater()
            self._devices = None
        self.used = ""
        self._come_to(State.OFF)

    def _let_go(self) -> None:
        parts, self._parts = self._parts, []
        for part in parts:
            if hasattr(part, "videoFrameChanged"):
                part.videoFrameChanged.disconnect(self._take)
            if hasattr(part, "stop"):
                part.stop()

    def _gave_nothing(self) -> None:
        """A camera that another program holds may well start, and say nothing."""
        self._let_go()
        self._come_to(State.TAKEN)

    def _take(self, frame: Any) -> None:
        # Not by `map`: it gives each camera's own layout of pixels, which `toImage` knows how to read.
        if not self._parts or not frame.isValid():
            return
        image = frame.toImage().copy()  # the frame's own bits are the camera's again after this
        if not image.isNull():
            self._come_to(State.RUNNING)
            self.came.emit(image)

    def _come_to(self, state: State) -> None:
        if state is not self.state:
            if state is not State.STARTING:
                self._patience.stop()
            self.state = state
            self.changed.emit(state)


def _fitting(device: Any) -> Any:
    """The largest format of a camera that is not too large and flows; None where the system's own choice has to do,
    which is the largest of all."""
    flowing = [one for one in device.videoFormats() if one.maxFrameRate() >= _FLOWING]
    fitting = [one for one in flowing if _pixels(one) <= _LARGEST]
    return max(fitting, key=lambda one: (_pixels(one), one.maxFrameRate()), default=None)


def _pixels(one: Any) -> int:
    size = one.resolution()
    return size.width() * size.height()


def _key(device: Any) -> str:
    """How the system knows a camera; on Linux its place."""
    return bytes(device.id().data()).decode("utf-8", "replace")


def _named(inputs: Mapping[str, Any]) -> Sequence[Camera]:
    """Cameras by their names; of those that are called the same, the later ones are numbered."""
    seen, found = Counter[str](), list[Camera]()
    for key, device in inputs.items():
        name = str(device.description()) or key
        seen[name] += 1
        found.append(Camera(key, f"{name} ({seen[name]})" if seen[name] > 1 else name))
    return found
