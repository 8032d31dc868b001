"""Rubbish that holds a widget is taken apart on the window's thread, whatever a thread of the background makes."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from salesdesk.ui.sweeping import sweep


class Owned(QObject):
    """A QObject that refers to itself, as a page with a lambda does."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def test_no_thread_of_the_background_takes_a_widget_apart(qapp: QApplication) -> None:
    taken_apart_on: list[int] = []
    weakref.finalize(Owned(), lambda: taken_apart_on.append(threading.get_ident()))

    def make_much() -> None:
        kept = [[number] for number in range(200_000)]  # many times what makes Python sweep by itself
        assert kept

    thread = threading.Thread(target=make_much)
    thread.start()
    thread.join()
    assert taken_apart_on == []

    kept = [[number] for number in range(gc.get_threshold()[0] + 1)]
    sweep()
    assert kept
    assert taken_apart_on == [threading.get_ident()]
