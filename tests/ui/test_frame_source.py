"""Cameras are let go of in their own time, and nothing of them is left."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from salesdesk.ui.background import wait_for_all
from salesdesk.ui.fairs.frame_source import FrameSource, State
from salesdesk.ui.fairs.page import CapturePage
from tests.ui.fed_camera import Format, Plugged
from tests.ui.test_capture import fair, page
from tests.ui.test_capture_camera import (
    DESK_ONE,
    LID,
    PARTS,
    Sockets,
    multimedia,
    sockets,
)

__all__ = ["fair", "multimedia", "page", "sockets"]  # fixtures


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


def test_however_often_the_camera_is_asked_for_while_the_system_asks_the_seller_one_is_opened(
    page: CapturePage, sockets: Sockets, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Callable[[object], None]] = []
    allowed = [Qt.PermissionStatus.Undetermined]
    monkeypatch.setattr(QCoreApplication, "checkPermission", lambda _self, _what: allowed[-1])
    monkeypatch.setattr(
        QCoreApplication, "requestPermission", lambda _self, _what, _context, answer: asked.append(answer)
    )
    sockets.put(LID, DESK_ONE)
    line = page.card.scan_line
    qtbot.keyClick(page, Qt.Key.Key_F2)
    qtbot.keyClick(page, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: bool(asked))
    wait_for_all()
    qtbot.keyClick(line.number, Qt.Key.Key_Escape)
    line.live.source.wanted = DESK_ONE.place
    qtbot.keyClick(page, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: line.live.source.state is State.STARTING)
    allowed.append(Qt.PermissionStatus.Granted)
    for answer in asked:
        answer(None)
    qtbot.waitUntil(lambda: line.live.is_on)
    assert len(asked) == 1
    assert sockets.opened == [DESK_ONE.place]


def test_what_the_seller_allows_after_the_camera_was_closed_opens_none(
    page: CapturePage, sockets: Sockets, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Callable[[object], None]] = []
    monkeypatch.setattr(
        QCoreApplication, "checkPermission", lambda _self, _what: Qt.PermissionStatus.Undetermined
    )
    monkeypatch.setattr(
        QCoreApplication, "requestPermission", lambda _self, _what, _context, answer: asked.append(answer)
    )
    sockets.put(LID)
    qtbot.keyClick(page, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: bool(asked))
    qtbot.keyClick(page.card.scan_line.number, Qt.Key.Key_Escape)
    asked[0](None)
    assert sockets.opened == []
    assert page.card.scan_line.live.source.state is State.OFF


@pytest.mark.parametrize(
    ("sizes", "asked"),
    [
        (((3840, 2160, 30.0), (1920, 1080, 5.0), (1280, 720, 30.0), (640, 480, 30.0)), [(1280, 720)]),
        (((1920, 1080, 29.97), (1280, 720, 60.0)), [(1920, 1080)]),
        (((3840, 2160, 30.0),), []),
        ((), []),
    ],
)
def test_a_camera_gives_pictures_no_larger_than_the_window_can_follow(
    page: CapturePage,
    multimedia: Any,
    sizes: tuple[tuple[int, int, float], ...],
    asked: list[tuple[int, int]],
) -> None:
    chosen: list[tuple[int, int]] = []

    class Many(QObject):
        errorOccurred = Signal(object, str)  # noqa: N815  (as Qt calls it)

        def __init__(self, _device: object) -> None:
            super().__init__()

        def setCameraFormat(self, one: Format) -> None:  # noqa: N802  (as Qt calls it)
            chosen.append(one.resolution().toTuple())

        def start(self) -> None:
            """It gives nothing."""

        def stop(self) -> None:
            """Nothing runs."""

    source = FrameSource(page)
    cameras = SimpleNamespace(QCamera=Many, **{one: getattr(multimedia, one) for one in PARTS})
    source.listen(cameras)
    source.plug(SimpleNamespace(setCamera=lambda _camera: None), cameras, Plugged("/dev/video0", sizes=sizes))
    source.stop()
    assert chosen == asked
