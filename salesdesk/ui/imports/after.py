"""What follows an import that is done: it is taken back and done again, by its buttons or by Undo and Redo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from salesdesk.services import changes
from salesdesk.ui.desk import Desk
from salesdesk.ui.imports.done_view import DoneView
from salesdesk.ui.imports.head import left_told
from salesdesk.ui.imports.running import Running
from salesdesk.ui.page import SETTLE


class After(QObject):
    """Keeps the last step in agreement with the store."""

    def __init__(self, desk: Desk, view: DoneView, running: Running) -> None:
        super().__init__(view)
        self._desk, self._view, self._running = desk, view, running
        self._batches: Sequence[UUID] = ()
        self._show: Callable[[], None] = view.show_undone
        self._is_undone = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._look)
        view.undo.connect(self._undo)
        view.again.connect(self._again)
        running.was_undone.connect(self._was_undone)
        running.was_redone.connect(self._look)
        running.not_undone.connect(self._failed)
        desk.written.connect(self._written)

    def hold(self, batches: Sequence[UUID], show: Callable[[], None]) -> None:
        """An import of these batches is done; `show` shows what it brought."""
        self._batches, self._show, self._is_undone = batches, show, False
        show()

    def _written(self, _said: object) -> None:
        if self._batches:
            self._settle.start()

    def _look(self) -> None:
        with self._desk.store.read() as reading:
            undone = changes.is_undone(reading, self._batches)
            again = undone and changes.can_redo(reading, self._batches)
        if undone != self._is_undone:
            self._is_undone = undone
            (self._view.show_undone if undone else self._show)()
        self._view.set_free(again=again)

    def _undo(self) -> None:
        self._view.undo_button.setEnabled(False)
        self._running.undo(self._batches)

    def _again(self) -> None:
        self._view.again_button.setEnabled(False)
        self._running.redo(self._batches)

    def _was_undone(self, left: int) -> None:
        self._desk.taken_back.emit(self._batches)
        self._look()
        if left:
            self._desk.say(left_told(left))

    def _failed(self, error: BaseException) -> None:
        self._look()
        self._desk.tell(error)
