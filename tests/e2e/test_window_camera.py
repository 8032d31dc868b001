"""A badge held before a camera in the real window: seen, in the form, saved with one key, and the next one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from salesdesk.services import listing, search
from salesdesk.settings import Settings
from salesdesk.ui.fairs import frame_source
from salesdesk.ui.fairs.frame_source import FrameSource, State
from salesdesk.ui.fairs.page import CapturePage
from salesdesk.ui.studio import CONTROL, Studio
from tests.factories import StandingClock
from tests.ui.fed_camera import FedCamera, badge

KEPT = Settings(language="en", country="NO", currency="NOK", theme="light")
THANH = "BEGIN:VCARD\nVERSION:3.0\nFN:Nguyễn Thị Thanh\nORG:Gốm Bát Tràng\nTEL:+84912345678\nEND:VCARD"
LUKASZ = "MECARD:N:Żak,Łukasz;EMAIL:lukasz@zak.example;;"


def names(studio: Studio) -> set[str]:
    with studio.desk.store.read() as reading:
        asked = search.ask(reading, "", subject="prospects", clock=studio.desk.clock)
        return {one.name for one in listing.fetch(reading, listing.rows(reading, asked)).values()}


def test_badges_are_scanned_one_after_the_other_through_fed_frames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if frame_source.load() is None:
        pytest.skip("PySide6-Addons or libpulse0 is not installed")
    cameras: list[FedCamera] = []

    def start(source: FrameSource, multimedia: object) -> None:
        cameras.append(FedCamera(multimedia, source))
        cameras[-1].show(badge(THANH))

    monkeypatch.setattr(FrameSource, "start", start)
    studio = Studio(tmp_path / "store.db", StandingClock(), KEPT)
    try:
        studio.desk.go("capture")
        studio.settle()
        (page,) = studio.window.findChildren(CapturePage)
        studio.press(Qt.Key.Key_F2)
        studio.until(lambda: page.card.form.name.text() == "Nguyễn Thị Thanh")
        studio.press(Qt.Key.Key_Return, CONTROL)
        studio.until(lambda: names(studio) == {"Nguyễn Thị Thanh"})
        cameras[-1].show(badge(LUKASZ, "Aztec"))
        studio.until(lambda: page.card.form.name.text() == "Łukasz Żak")
        studio.press(Qt.Key.Key_Return, CONTROL)
        assert names(studio) == {"Nguyễn Thị Thanh", "Łukasz Żak"}
        studio.press(Qt.Key.Key_Escape)
        assert page.card.scan_line.live.source.state is State.OFF
        assert not page.card.scan_line.isVisible()
    finally:
        for camera in cameras:
            camera.stop()
        studio.leave()
