"""What tests of the window share: the application in our look, and a desk with a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from salesdesk.settings import Settings
from salesdesk.store.watch import Watch
from salesdesk.ui.desk import Desk
from salesdesk.ui.start import make_application
from tests.factories import open_store
from tests.ui.prospects_page import people
from tests.ui.today_page import someone_late


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The one application of all tests, painted light."""
    return make_application(Settings(theme="light"))


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """A desk with an empty store, at a time that stands still."""
    store = open_store(tmp_path / "store.db")
    made = Desk(store, Watch(store), Settings(language="en", country="NO", theme="light"))
    yield made
    made.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def known(desk: Desk) -> dict[str, UUID]:
    """Four people, of whom two buy now."""
    return people(desk)


@pytest.fixture
def ingrid(desk: Desk) -> UUID:
    """Someone to call since two days."""
    return someone_late(desk)
