"""The parts of the capture form that are its own: the bar of who may be known, the large buttons, the consent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.i18n import _
from salesdesk.services.meeting import Known
from salesdesk.ui import icons, theme
from salesdesk.ui.commands import Command, keys_shown
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chips import ToggleChip
from salesdesk.ui.widgets.labels import ElidedLabel, KeyCap, ToneLabel, muted, plainly, secondary

HIGH = 38  # of the fields that are typed into at a stand


def tall(editor: QLineEdit) -> QLineEdit:
    """A field that is easy to hit."""
    editor.setFixedHeight(HIGH)
    return editor


class KnownBar(Card):
    """Says who may be known already, and why; adds to that one, or keeps both."""

    def __init__(self, add: Command, keep: Command) -> None:
        super().__init__(edge="warm", ground="warm_soft")
        self._known: Known | None = None
        self.setMinimumHeight(46)
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        lead = ElidedLabel(_("You may know this person already:"), "text")
        lead.setFont(theme.font(weight=QFont.Weight.DemiBold))
        lead.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._who = ToneLabel("", "text", wrap=True)
        row.addWidget(_Icon("triangle-alert", "warm"))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(lead)
        texts.addWidget(self._who)
        row.addLayout(texts, 1)
        for command in (add, keep):
            tip = f"{command.title} ({keys_shown(command.shortcut)})"
            row.addWidget(button(command.title, command.run, tip=tip))
        self.body.addLayout(row)
        self.hide()

    def known(self) -> Known | None:
        """Whom it names."""
        return self._known

    def say(self, known: Known | None) -> None:
        """Names someone, or nobody and is gone."""
        self._known = known
        self.setVisible(known is not None)
        if known is not None:
            named = ", ".join(part for part in (known.name, known.company) if part)
            self._who.setText(f"{named}. {known.reason}")
            self._who.setAccessibleName(self._who.text())
            self.setAccessibleName(f"{_('You may know this person already:')} {named}. {known.reason}")

    def text(self) -> str:
        """What it says of them."""
        return self._who.accessibleName() if self._known else ""


class _Icon(QWidget):
    """An icon beside a text."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name, self._token = name, token
        self.setFixedSize(16, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        color = getattr(theme.tokens(self), self._token)
        icons.paint(QPainter(self), self._name, self.rect(), color)


class Tile(QPushButton):
    """A large button with an icon, a word and its key."""

    def __init__(self, command: Command) -> None:
        super().__init__()
        self.setAccessibleName(command.title)
        self.setToolTip(plainly(f"{command.title} ({keys_shown(command.shortcut)})"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(command.run)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        row.addStretch(1)
        word = ElidedLabel(command.title)
        word.setFont(theme.font(weight=QFont.Weight.Medium))
        word.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for part in (_Icon(command.icon, "secondary"), word, KeyCap(keys_shown(command.shortcut))):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part)
        row.addStretch(1)

    def sizeHint(self) -> QSize:
        return QSize(180, 44)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 36)


class Consents(QWidget):
    """What they were asked and agreed to: email, phone, being handed over."""

    CHANNELS = ("email", "phone", "hand-over")
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(_Icon("lock", "muted"))
        said = secondary(_("Asked and agreed:"), step=-1)
        row.addWidget(said)
        self._chips: dict[str, ToggleChip] = {}
        for channel, word in zip(self.CHANNELS, (_("Email"), _("Phone"), _("Hand over")), strict=True):
            chip = ToggleChip(word)
            label = vocabulary.label("consent_channel", channel)
            chip.setAccessibleName(_("Asked and agreed: {channels}").format(channels=label))
            chip.setToolTip(plainly(_TOLD[channel]()))
            chip.clicked.connect(self.changed)
            self._chips[channel] = chip
            row.addWidget(chip)
        row.addStretch(1)

    def value(self) -> tuple[str, ...]:
        """The channels agreed to."""
        return tuple(channel for channel, chip in self._chips.items() if chip.isChecked())

    def choose(self, value: Sequence[str]) -> None:
        """Shows other channels."""
        for channel, chip in self._chips.items():
            chip.setChecked(channel in value)


_TOLD: dict[str, Callable[[], str]] = {
    "email": lambda: _("They were asked and agreed to get email."),
    "phone": lambda: _("They were asked and agreed to be called."),
    "hand-over": lambda: _(
        "They were asked and agreed that you may hand them over to a partner or a colleague."
    ),
}


def key_hint(keys: str, told: str) -> QWidget:
    """A key cap and what the key does."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(KeyCap(keys))
    row.addWidget(muted(told))
    return made
