"""Cameras are let go of in their own time, and nothing of them is left."""

from __future__ import annotations

import weakref
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from salesdesk.ui.fairs.frame_source import FrameSource, State
from salesdesk.ui.fairs.page import CapturePage
from tests.ui.test_capture import fair, page
from tests.ui.test_capture_camera import PARTS, Plugged, multimedia

__all__ = ["fair", "multimedia", "page"]  # fixtures


def test_a_camera_that_fails_is_let_go_of_only_when_it_has_said_all(
    page: CapturePage, multimedia: Any, qtbot: QtBot
) -> None:
    class Failing(QObject):
        errorOccurred = Signal(object, str)  # noqa: N815  (as Qt calls it)

        def __init__(self, _device: object) -> None:
            super().__init__()

        def start(self) -> None:
            self.errorOccurred.emit(None, "taken")

        def stop(self) -> None:
            """Nothing runs."""

    made: list[Any] = []
    source = FrameSource(page)
    cameras = SimpleNamespace(QCamera=Failing, **{one: getattr(multimedia, one) for one in PARTS})
    session = SimpleNamespace(setCamera=lambda camera: made.append(weakref.ref(camera)))
    source.listen(cameras)
    source.plug(session, cameras, Plugged("camera"))
    (camera,) = made
    assert source.state is State.TAKEN
    assert camera() is not None
    qtbot.waitUntil(lambda: camera() is None)


def test_looking_for_cameras_leaves_nothing_behind(page: CapturePage, multimedia: Any, qtbot: QtBot) -> None:
    source = FrameSource(page)
    for _again in range(3):
        source.start(multimedia)
        source.stop()
    qtbot.waitUntil(lambda: not source.findChildren(multimedia.QMediaDevices))
