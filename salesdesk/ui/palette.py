"""The palette: find someone and act on them, or go anywhere, without the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.domain.text import fold
from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.commands import Command, keys_shown
from salesdesk.ui.desk import Desk
from salesdesk.ui.icons import icon
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import KeyCap
from salesdesk.ui.widgets.rows import Row, RowList

if TYPE_CHECKING:
    from salesdesk.services.search import Hit
    from salesdesk.ui.window import Window

PEOPLE: Final = 6
_WIDTH: Final = 600
_EDGE: Final = 80  # pixels of the window above it


class Palette(QWidget):
    """Lies over the whole window, darkens it, and holds one field and one list."""

    def __init__(self, window: Window, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._back: QWidget | None = None
        self._hits: list[Hit] = []
        self._card = Card(parent=self)
        head = QHBoxLayout()
        head.setContentsMargins(4, 6, 14, 6)
        self._field = QLineEdit()
        self._field.setAccessibleName(_("Search or run a command"))
        self._field.setPlaceholderText(_("A name, a company, a number, or what you want to do"))
        self._field.addAction(icon("search", "text"), QLineEdit.ActionPosition.LeadingPosition)
        self._field.setStyleSheet("QLineEdit { border: none; background: transparent; }")
        self._field.setFont(theme.font(2))
        self._field.setFixedHeight(40)
        head.addWidget(self._field)
        head.addWidget(KeyCap("Esc"))
        self._list = RowList(name=_("What was found"), fits=True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._card.body.addLayout(head)
        self._card.body.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _EDGE, 0, 24)
        column.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._card.setFixedWidth(_WIDTH)
        self._field.textChanged.connect(self._find)  # a screen reader's text is not `textEdited`
        self._list.moved.connect(self._moved)
        self._list.opened.connect(self._run)
        self._list.clicked.connect(self._clicked)
        self._field.installEventFilter(self)
        window.installEventFilter(self)
        self.hide()

    def ask(self) -> None:
        """Opens, with the field empty and the keyboard in it."""
        self._back = self._window.focusWidget()
        self._field.clear()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find()

    def leave(self) -> None:
        """Closes, and puts the keyboard back where it was."""
        self.hide()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _moved(self, _key: object) -> None:
        self._show(keep=True)

    def _clicked(self, index: QModelIndex) -> None:
        row = self._list.rows.at(index)
        if row is not None:
            self._run(row.key)

    def _find(self, _text: str = "") -> None:
        """Reads the hits in line: a keystroke is answered in a few milliseconds at a million prospects."""
        from salesdesk.domain.query import QueryError
        from salesdesk.services import search

        text = self._field.text().strip()
        self._hits = []
        if text:
            store = self._desk.store
            try:
                with store.read() as reading:
                    asked = search.ask(reading, text, subject="prospects", clock=store.clock)
                    self._hits = search.page(reading, asked, limit=PEOPLE)
            except QueryError:
                self._hits = []
        self._show(keep=False)
        rows = self._list.rows
        to_choose = [(n, row) for n in range(rows.rowCount()) if (row := rows.at(rows.index(n)))]
        named = (n for n, row in to_choose if row.key[0] == "run" and fold(row.title) == fold(text))
        first = next(
            named, to_choose[0][0] if to_choose else None
        )  # what is called so goes before who is found
        if first is not None:
            self._list.setCurrentIndex(rows.index(first))

    def _show(self, *, keep: bool) -> None:
        chosen = self._list.current_key() if keep else None
        rows = [
            Row(
                ("who", hit.id),
                hit.name,
                " · ".join(filter(None, (hit.company, self._about(hit)))),
                who=hit.name,
            )
            for hit in self._hits
        ]
        who = self._who(chosen)
        if who is not None:
            rows.append(Row(None, _("Do with {name}").format(name=who.name), head=True))
            rows += [Row(("act", act, who.id), title, icon=shown) for act, title, shown in _acts()]
        found = self._commands()
        if found:
            rows.append(Row(None, _("Do or go to"), head=True))
            rows += [
                Row(
                    ("run", command.id),
                    command.title,
                    icon=command.icon or "chevron-right",
                    keys=keys_shown(command.shortcut),
                )
                for command in found
            ]
        if not rows:
            rows.append(Row(None, _("Nothing found. Try fewer letters, or another word."), head=True))
        self._list.tallest = self._window.height() - 2 * _EDGE - 72
        blocked = self._list.blockSignals(True)
        self._list.show_rows(rows)
        self._list.blockSignals(blocked)

    def _about(self, hit: Hit) -> str:
        from salesdesk.domain.vocabulary import label

        return label("interest", hit.interest) if hit.interest else label("stage", hit.stage)

    def _who(self, chosen: Any) -> Hit | None:
        """The one that an act would be done with: the hit in front, or the one whose act is."""
        if not self._hits:
            return None
        ident = chosen[-1] if chosen and chosen[0] in ("who", "act") else self._hits[0].id
        return next((hit for hit in self._hits if hit.id == ident), self._hits[0])

    def _commands(self) -> list[Command]:
        wanted = fold(self._field.text()).split()
        return [
            command
            for command in self._desk.commands.all()
            if command.id != "palette"
            and all(word in fold(f"{command.title} {command.words}") for word in wanted)
        ][: 6 if self._hits else 9]

    def _run(self, key: Any) -> None:
        self.leave()  # what the command does not take along stays with the keyboard where it was
        kind, *rest = key
        if kind == "run":
            self._desk.commands.find(rest[0]).run()
        elif kind == "who":
            self._desk.go("prospects", rest[0])
        elif kind == "act":
            act, who = rest
            page = {"complaint": "complaints", "deal": "pipeline"}.get(act, "prospects")
            self._desk.go(page, f"{act}:{who}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            chosen = self._list.current_key()
            if chosen is not None:
                self._run(chosen)
        else:
            return False
        return True

    def _step(self, step: int) -> None:
        rows = self._list.rows
        count = rows.rowCount()
        place = self._list.currentIndex().row()
        for offset in range(1, count + 1):
            index = rows.index((place + step * offset) % count)
            if rows.at(index):
                self._list.setCurrentIndex(index)
                return

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(theme.DARK.background)
        veil.setAlpha(110)
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), veil)


def _acts() -> list[tuple[str, str, str]]:
    """What can be done with someone: the act, its title, its icon."""
    return [
        ("note", _("Log a call, a visit or a note"), "phone"),
        ("follow-up", _("Follow up …"), "calendar-clock"),
        ("complaint", _("New complaint"), "message-square-warning"),
        ("deal", _("New deal"), "kanban"),
    ]
