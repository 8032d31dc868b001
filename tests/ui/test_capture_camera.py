"""A badge held before the camera fills the form as a picture of it does, and what stands in the way is said."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.capture import codes
from salesdesk.domain.fairs import Fair
from salesdesk.ui.background import wait_for_all
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs import frame_source
from salesdesk.ui.fairs.frame_source import FrameSource, State
from salesdesk.ui.fairs.live_codes import LiveCodes
from salesdesk.ui.fairs.live_view import LiveView
from salesdesk.ui.fairs.page import CapturePage
from tests.ui.fed_camera import FedCamera, Plugged, badge, wall
from tests.ui.test_capture import everyone, fair, page, save

__all__ = ["fair", "page"]  # fixtures
ASE, JAN = (f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD" for name in ("Åse Lie", "Jan Żółć"))


@pytest.fixture
def multimedia() -> Any:
    return frame_source.load() or pytest.skip("PySide6-Addons or libpulse0 is not installed")


@pytest.fixture
def camera(
    page: CapturePage, multimedia: Any, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Iterator[FedCamera]:
    """F2 was pressed, and there is a camera that sees a wall."""
    made: list[FedCamera] = []

    def start(source: FrameSource, given: Any) -> None:
        made.append(FedCamera(given, source))
        made[0].show(wall())

    monkeypatch.setattr(FrameSource, "start", start)
    qtbot.keyClick(page, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: live(page).is_on)
    yield made[0]
    made[0].stop()
    live(page).hide()
    wait_for_all()


def live(page: CapturePage) -> LiveView:
    return page.card.scan_line.live


def test_a_badge_held_before_the_camera_is_captured(
    page: CapturePage, desk: Desk, fair: Fair, camera: FedCamera, qtbot: QtBot
) -> None:
    camera.show(badge(ASE))
    name = page.card.form.name
    qtbot.waitUntil(lambda: name.text() == "Åse Lie")
    save(qtbot, name)
    (one,) = everyone(desk)
    assert (one.name, one.prospect.fair) == ("Åse Lie", fair.id)


def test_each_badge_is_captured_once_however_long_it_is_held(
    page: CapturePage, desk: Desk, camera: FedCamera, qtbot: QtBot
) -> None:
    name, looked = page.card.form.name, []
    live(page).codes.seen.connect(looked.append)
    camera.show(badge(ASE))
    qtbot.waitUntil(lambda: name.text() == "Åse Lie")
    save(qtbot, name)
    looked.clear()
    qtbot.waitUntil(lambda: len(looked) > 12)
    assert name.text() == ""
    camera.show(badge(JAN))
    qtbot.waitUntil(lambda: name.text() == "Jan Żółć")
    save(qtbot, name)
    assert [one.name for one in everyone(desk)] == ["Åse Lie", "Jan Żółć"]
    assert live(page).is_on


def test_a_badge_that_was_taken_away_counts_again_when_the_form_is_saved(
    page: CapturePage, camera: FedCamera, qtbot: QtBot
) -> None:
    name, looked = page.card.form.name, []
    camera.show(badge(ASE))
    qtbot.waitUntil(lambda: name.text() == "Åse Lie")
    save(qtbot, name)
    live(page).codes.seen.connect(looked.append)
    camera.show(wall())
    qtbot.waitUntil(lambda: len(looked) > 12)
    camera.show(badge(ASE))
    qtbot.waitUntil(lambda: name.text() == "Åse Lie")


def test_other_kinds_of_badges_are_read_and_framed(
    page: CapturePage, camera: FedCamera, qtbot: QtBot
) -> None:
    seen: list[tuple[codes.Code, ...]] = []
    before = live(page).picture.grab().toImage()
    live(page).codes.seen.connect(lambda found: seen.append(found) if found else None)
    camera.show(badge(JAN, "DataMatrix"))
    qtbot.waitUntil(lambda: page.card.form.name.text() == "Jan Żółć")
    assert seen[0][0].kind == "Data Matrix"
    live(page).picture.mark(seen[0])
    framed = live(page).picture.grab().toImage()
    x, y = seen[0][0].corners[0]
    at = (round(x * 240 / 1280), round(y * 135 / 720))
    assert framed.pixelColor(*at) != before.pixelColor(*at)
    assert framed.pixelColor(*at).green() > framed.pixelColor(*at).red() + 50


def test_escape_lets_go_of_the_camera(page: CapturePage, camera: FedCamera, qtbot: QtBot) -> None:
    qtbot.keyClick(page.card.scan_line.number, Qt.Key.Key_Escape)
    assert not page.card.scan_line.isVisible()
    assert live(page).source.state is State.OFF
    assert page.card.form.name.hasFocus()


def ask(page: CapturePage, qtbot: QtBot) -> str:
    """What is said of the camera when a badge is asked for."""
    qtbot.keyClick(page, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: bool(live(page).told.text()))
    assert page.card.scan_line.number.hasFocus()
    assert not live(page).picture.isVisible()
    return live(page).told.text()


def test_without_the_part_for_cameras_the_other_ways_are_named(
    page: CapturePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)  # as where it cannot be imported
    assert "no part for cameras" in ask(page, qtbot)


def test_without_a_camera_it_says_so(page: CapturePage, qtbot: QtBot, multimedia: Any) -> None:
    if multimedia.QMediaDevices.videoInputs():
        pytest.skip("this machine has a camera")
    assert "No camera was found" in ask(page, qtbot)


@pytest.mark.parametrize(("usable", "told"), [(True, "Close the program"), (False, "may not be used")])
def test_a_camera_that_gives_nothing_says_what_to_do(
    page: CapturePage,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    usable: bool,
    told: str,
) -> None:
    device = tmp_path / "video0"
    monkeypatch.setattr("os.access", lambda _place, _how: usable)
    monkeypatch.setattr(FrameSource, "start", lambda source, _given: source.refused(str(device)))
    assert told in ask(page, qtbot)


def test_what_the_camera_read_is_said_truthfully(page: CapturePage, camera: FedCamera, qtbot: QtBot) -> None:
    told = live(page).told
    camera.show(badge("4711-0815"))
    qtbot.waitUntil(lambda: "a number that does not say who" in told.text())
    page.keeping.clear()
    camera.show(badge("WIFI:S:Messe;T:WPA;P:gjest;;"))
    qtbot.waitUntil(lambda: "a code that does not say who" in told.text())
    page.keeping.clear()
    camera.show(badge(JAN))
    qtbot.waitUntil(lambda: told.text().startswith("Read. Save"))


def test_a_code_that_cannot_be_understood_is_not_said_to_be_read(
    page: CapturePage, camera: FedCamera, qtbot: QtBot
) -> None:
    camera.show(badge("BEGIN:VCARD\nVERSION:3.0\nEND:VCARD"))
    told = live(page).told
    qtbot.waitUntil(lambda: "Hold the code" not in told.text())
    assert "Read." not in told.text()
    assert page.card.form.content().empty
    camera.show(badge(ASE))
    qtbot.waitUntil(lambda: page.card.form.name.text() == "Åse Lie")
    assert told.text().startswith("Read.")


def test_how_it_stands_with_the_camera_is_spoken(
    page: CapturePage, camera: FedCamera, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []
    listening = SimpleNamespace(
        isActive=lambda: True, updateAccessibility=lambda event: spoken.append(event.message())
    )
    monkeypatch.setattr("salesdesk.ui.aloud.QAccessible", listening)  # nobody listens off screen
    camera.show(badge(ASE))
    qtbot.waitUntil(lambda: page.card.form.name.text() == "Åse Lie")
    camera.stop()
    live(page).source.refused("/dev/nowhere")

    assert spoken[0].startswith("Read.")
    assert "may not be used" in spoken[-1]
    assert live(page).told.accessibleName() == spoken[-1]


class Sockets:
    """The cameras of this machine, as a test plugs them in and out. Each sees a wall."""

    def __init__(self, multimedia: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.inputs: list[Plugged] = []
        self.opened: list[str] = []
        self._fed: list[FedCamera] = []
        sockets = self

        class Devices(QObject):
            videoInputsChanged = Signal()  # noqa: N815  (as Qt calls it)

            def __init__(self, parent: QObject) -> None:
                super().__init__(parent)
                sockets.devices = self

            @staticmethod
            def videoInputs() -> list[Plugged]:  # noqa: N802  (as Qt calls it)
                return sockets.inputs

            @staticmethod
            def defaultVideoInput() -> Plugged:  # noqa: N802  (as Qt calls it)
                return sockets.inputs[0] if sockets.inputs else Plugged("")

        def plug(source: FrameSource, session: Any, given: Any, device: Plugged) -> None:
            self.opened.append(device.place)
            self._fed.append(FedCamera(given, source, session))
            self._fed[-1].show(wall())

        self.devices: Devices | None = None
        names = ("QMediaCaptureSession", "QVideoSink", "QVideoFrameInput", "QVideoFrame")
        parts = {one: getattr(multimedia, one) for one in names}
        monkeypatch.setattr(FrameSource, "plug", plug)
        monkeypatch.setattr(
            "salesdesk.ui.fairs.live_view.load", lambda: SimpleNamespace(QMediaDevices=Devices, **parts)
        )

    def put(self, *cameras: Plugged) -> None:
        """These are plugged in from now on."""
        self.inputs = list(cameras)
        if self.devices is not None:
            self.devices.videoInputsChanged.emit()

    def stop(self) -> None:
        """No pictures come any more."""
        for one in self._fed:
            one.stop()


@pytest.fixture
def sockets(page: CapturePage, multimedia: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sockets]:
    made = Sockets(multimedia, monkeypatch)
    yield made
    made.stop()
    live(page).hide()
    wait_for_all()


LID, DESK_ONE = Plugged("/dev/video0"), Plugged("/dev/video2")


def offered(page: CapturePage) -> list[str]:
    choice = live(page).cameras
    return [choice.itemText(place) for place in range(choice.count())] if choice.isVisible() else []


def test_among_several_cameras_one_is_chosen_by_the_keyboard_and_stays_chosen(
    page: CapturePage, sockets: Sockets, qtbot: QtBot
) -> None:
    sockets.put(LID, DESK_ONE)
    qtbot.keyClick(page, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: live(page).is_on)
    before = (offered(page), live(page).cameras.value())

    live(page).cameras.setFocus()
    qtbot.keyClick(live(page).cameras, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: sockets.opened == ["/dev/video0", "/dev/video2"] and live(page).is_on)
    kept = page.state()
    live(page).close_camera()
    live(page).source.wanted = ""
    page.restore(kept)
    qtbot.keyClick(page, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: live(page).is_on)

    assert before == (["HD Webcam", "HD Webcam (2)"], "/dev/video0")
    assert live(page).cameras.accessibleName() == "Camera"
    assert sockets.opened[-1] == live(page).cameras.value() == "/dev/video2"


def test_one_camera_alone_is_no_choice(page: CapturePage, sockets: Sockets, qtbot: QtBot) -> None:
    sockets.put(LID)
    qtbot.keyClick(page, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: live(page).is_on)
    assert offered(page) == []
    sockets.put(LID, DESK_ONE)
    assert len(offered(page)) == 2
    assert sockets.opened == ["/dev/video0"]


def test_a_camera_pulled_out_gives_way_to_another_and_one_plugged_in_is_opened(
    page: CapturePage, sockets: Sockets, qtbot: QtBot
) -> None:
    qtbot.keyClick(page, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: "No camera was found" in live(page).told.text())
    sockets.put(DESK_ONE)
    qtbot.waitUntil(lambda: live(page).is_on)
    sockets.put(LID)
    qtbot.waitUntil(lambda: sockets.opened == ["/dev/video2", "/dev/video0"] and live(page).is_on)
    sockets.put()
    assert "No camera was found" in live(page).told.text()
    assert not live(page).picture.isVisible()


def test_the_page_says_that_there_is_a_camera(page: CapturePage) -> None:
    assert "F2 opens the camera" in page.about()


def test_two_badges_in_sight_that_are_read_in_turn_are_one_hit(qtbot: QtBot) -> None:
    hits: list[str] = []
    codes_seen: list[object] = []
    one = LiveCodes(QApplication.instance() or QObject())
    one.hit.connect(hits.append)
    one.seen.connect(codes_seen.append)

    def look(text: str, times: int) -> None:
        for _time in range(times):
            before = len(codes_seen)
            one.look(held(badge(text)))
            qtbot.waitUntil(lambda before=before: len(codes_seen) > before)

    for _turn in range(4):
        look(ASE, 1)
        look(JAN, 1)
    assert hits == [ASE]
    look(JAN, 4)  # the other is gone
    assert hits == [ASE, JAN]
    wait_for_all()
    one.deleteLater()


def held(picture: Image.Image) -> QImage:
    return QImage(
        picture.tobytes(), picture.width, picture.height, picture.width, QImage.Format.Format_Grayscale8
    ).copy()


def test_a_camera_that_starts_and_gives_nothing_is_said_to_be_taken(
    page: CapturePage, multimedia: Any, qtbot: QtBot
) -> None:
    class Silent(QObject):
        errorOccurred = Signal(object, str)  # noqa: N815  (as Qt calls it)

        def __init__(self, _device: object) -> None:
            super().__init__()

        def start(self) -> None:
            """Another program holds it."""

        def stop(self) -> None:
            """Nothing runs."""

    source = FrameSource(page, patience=50)
    cameras = SimpleNamespace(QCamera=Silent, **{one: getattr(multimedia, one) for one in PARTS})
    session = SimpleNamespace(setCamera=lambda _camera: None)
    source.listen(cameras)
    source.plug(session, cameras, LID)
    qtbot.waitUntil(lambda: source.state is State.TAKEN)
    source.stop()


PARTS = ("QMediaCaptureSession", "QVideoSink")
