"""Colours, spacing and type as named tokens, light and dark; nothing else in the window names a colour.

A widget asks `tokens(self)`, which reads them off its palette, so that whatever is painted follows a switch
of the theme by itself.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

SPACE: Final = (0, 4, 8, 12, 16, 20, 24)
RADIUS: Final = 8
CARD_RADIUS: Final = 10
ROW: Final = 36
BASE_PIXELS: Final = 13
STYLE: Final = "fusion"  # the only one of Qt's that is painted by a palette alone
SCHEMES: Final = ("system", "light", "dark")
_FALLBACK_FAMILY: Final = "DejaVu Sans"  # what fontconfig answers where nobody chose a font
_PREFERRED: Final = ("Inter", "Noto Sans")


class Tokens(NamedTuple):
    """The colours of one theme, as #RRGGBB. A `soft` colour is the ground of its strong one."""

    background: str
    panel: str
    side: str
    line: str
    faint: str
    control: str
    text: str
    secondary: str
    muted: str
    accent: str
    accent_soft: str
    on_accent: str
    hot: str
    hot_soft: str
    warm: str
    warm_soft: str
    cold: str
    cold_soft: str
    good: str
    good_soft: str

    def color(self, name: str) -> QColor:
        """The token `name` as a colour."""
        return QColor(getattr(self, name))


LIGHT: Final = Tokens(
    background="#F6F7F9",
    panel="#FFFFFF",
    side="#FBFBFC",
    line="#E3E7EC",
    faint="#EEF1F4",
    control="#7D8EA0",
    text="#131A24",
    secondary="#475467",
    muted="#5B677E",
    accent="#0F766E",
    accent_soft="#E3F3F0",
    on_accent="#FFFFFF",
    hot="#C4281C",
    hot_soft="#FDECEA",
    warm="#A84404",
    warm_soft="#FDF0E3",
    cold="#1A62BB",
    cold_soft="#E8F1FC",
    good="#067A4B",
    good_soft="#E4F5EC",
)
DARK: Final = Tokens(
    background="#0F1318",
    panel="#171C23",
    side="#12171D",
    line="#29313B",
    faint="#20262E",
    control="#6B7F93",
    text="#E7ECF2",
    secondary="#A9B5C4",
    muted="#95A3B6",
    accent="#2CC2AE",
    accent_soft="#12332F",
    on_accent="#05221E",
    hot="#F97066",
    hot_soft="#3A1916",
    warm="#F5A04B",
    warm_soft="#38240F",
    cold="#6FB1FA",
    cold_soft="#142A45",
    good="#4CC38A",
    good_soft="#12301F",
)
NAMES: Final = Tokens._fields


def tokens(widget: QWidget | QPalette) -> Tokens:
    """The tokens of the theme that `widget`, or a palette, is painted in."""
    palette = widget if isinstance(widget, QPalette) else widget.palette()
    ground = palette.color(QPalette.ColorRole.Window)
    if not ground.alpha():  # a style sheet made the ground clear: it is that of the window behind
        return in_use()
    return DARK if ground.lightness() < 128 else LIGHT


def in_use() -> Tokens:
    """The tokens of the theme that the application is painted in."""
    return tokens(QGuiApplication.palette())


def apply(application: QApplication, scheme: str) -> None:
    """Paints the application light, dark, or as the system says; it may be switched at any time."""
    application.styleHints().setColorScheme(
        {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(scheme, Qt.ColorScheme.Unknown)
    )
    chosen = DARK if _is_dark(application, scheme) else LIGHT
    application.setPalette(palette_of(chosen))
    application.setStyleSheet(_sheet(chosen))


def _is_dark(application: QApplication, scheme: str) -> bool:
    if scheme in ("light", "dark"):
        return scheme == "dark"
    return application.styleHints().colorScheme() == Qt.ColorScheme.Dark


def palette_of(chosen: Tokens) -> QPalette:
    """A palette that says the tokens in Qt's own roles, so that plain controls need no style sheet."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for name, token in {
        role.Window: chosen.background,
        role.WindowText: chosen.text,
        role.Base: chosen.panel,
        role.AlternateBase: chosen.side,
        role.Text: chosen.text,
        role.PlaceholderText: chosen.muted,
        role.Button: chosen.panel,
        role.ButtonText: chosen.text,
        role.BrightText: chosen.hot,
        role.Light: chosen.panel,
        role.Midlight: chosen.faint,
        role.Mid: chosen.line,
        role.Dark: chosen.control,
        role.Shadow: chosen.line,
        role.Highlight: chosen.accent,
        role.HighlightedText: chosen.on_accent,
        role.Accent: chosen.accent,
        role.Link: chosen.accent,
        role.LinkVisited: chosen.accent,
        role.ToolTipBase: chosen.panel,
        role.ToolTipText: chosen.text,
    }.items():
        palette.setColor(name, QColor(token))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, name, QColor(chosen.muted))
    return palette


def base_font() -> QFont:
    """The system's own font at 13 px, or at the system's size where that is larger."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if system.family() in ("", _FALLBACK_FAMILY) or system.family().lower() == "sans serif":
        known = set(QFontDatabase.families())
        family = next((name for name in _PREFERRED if name in known), system.family())
        system.setFamily(family)
    screen = QGuiApplication.primaryScreen()
    dots = screen.logicalDotsPerInch() if screen else 96.0
    told = system.pixelSize() if system.pixelSize() > 0 else round(system.pointSizeF() * dots / 72)
    system.setPixelSize(max(BASE_PIXELS, told))
    return system


def font(step: int = 0, *, weight: QFont.Weight = QFont.Weight.Normal, tabular: bool = False) -> QFont:
    """The base font, `step` px larger; `tabular` figures stand under each other."""
    made = QFont(QApplication.font())
    made.setPixelSize(made.pixelSize() + step)
    made.setWeight(weight)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _sheet(t: Tokens) -> str:
    """The little that a palette cannot say."""
    return _fields(t) + _buttons(t) + _lists(t)


def _fields(t: Tokens) -> str:
    """Tool tips and what one types in."""
    return f"""
    QToolTip {{ color: {t.text}; background: {t.panel}; border: 1px solid {t.line}; padding: 4px; }}
    QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QTimeEdit, QSpinBox {{
        background: {t.panel}; color: {t.text}; border: 1px solid {t.control}; border-radius: {RADIUS}px;
        padding: 6px 10px; selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus, QTimeEdit:focus, QSpinBox:focus {{
        border: 1px solid {t.accent}; }}
    QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ color: {t.muted}; background: {t.side}; }}
    QLineEdit[kind="quiet"], QPlainTextEdit[kind="quiet"], QComboBox[kind="quiet"] {{
        background: transparent; border: 1px solid transparent; padding: 4px 6px; }}
    QLineEdit[kind="quiet"]:hover, QPlainTextEdit[kind="quiet"]:hover, QComboBox[kind="quiet"]:hover {{
        border: 1px solid {t.line}; }}
    QLineEdit[kind="quiet"]:focus, QPlainTextEdit[kind="quiet"]:focus, QComboBox[kind="quiet"]:focus {{
        background: {t.panel}; border: 1px solid {t.accent}; }}
    QComboBox[kind="quiet"] {{ padding-left: 8px; }}
    QLineEdit[invalid="true"] {{ border: 1px solid {t.hot}; }}
    QComboBox::drop-down {{ border: none; width: 22px; }}
    QComboBox QAbstractItemView {{ background: {t.panel}; color: {t.text}; border: 1px solid {t.line};
        selection-background-color: {t.accent_soft}; selection-color: {t.text}; outline: none; }}
    """


def _buttons(t: Tokens) -> str:
    """Buttons by their kind; a notice is painted in the other theme."""
    other = LIGHT if t is DARK else DARK
    return f"""
    QPushButton {{ background: {t.panel}; color: {t.text}; border: 1px solid {t.line}; border-radius: {RADIUS}px;
        padding: 5px 12px; min-height: 18px; }}
    QPushButton, QToolButton, QRadioButton, QCheckBox, QComboBox, QAbstractItemView, QScrollArea {{ outline: none; }}
    QPushButton:hover {{ background: {t.faint}; }}
    QPushButton:pressed {{ background: {t.line}; }}
    QPushButton:focus {{ border: 1px solid {t.accent}; }}
    QPushButton:disabled {{ color: {t.muted}; background: {t.side}; }}
    QPushButton[kind="main"] {{ background: {t.accent}; color: {t.on_accent}; border: 1px solid {t.accent};
        font-weight: 500; }}
    QPushButton[kind="main"]:hover {{ border: 1px solid {t.text}; }}
    QPushButton[kind="main"]:focus {{ border: 2px solid {t.text}; padding: 4px 11px; }}
    QPushButton[kind="main"]:disabled {{ background: {t.faint}; color: {t.muted}; border: 1px solid {t.line}; }}
    QPushButton[kind="plain"] {{ background: transparent; border: 1px solid transparent; }}
    QPushButton[kind="plain"]:hover {{ background: {t.faint}; }}
    QPushButton[kind="plain"]:focus {{ border: 1px solid {t.accent}; }}
    QPushButton[kind="link"] {{ background: transparent; border: 1px solid transparent; color: {t.accent};
        padding: 2px 4px; text-align: left; }}
    QPushButton[kind="link"]:focus {{ border: 1px solid {t.accent}; }}
    QPushButton[kind="quiet"] {{ background: transparent; border: 1px solid transparent; color: {t.muted};
        padding: 3px 6px; }}
    QPushButton[kind="quiet"]:hover {{ background: {t.faint}; color: {t.text}; }}
    QPushButton[kind="quiet"]:focus {{ border: 1px solid {t.accent}; }}
    QPushButton[kind="notice"] {{ background: transparent; border: 1px solid transparent; padding: 3px 8px;
        color: {other.accent}; font-weight: 600; }}
    QPushButton[kind="notice"]:hover, QPushButton[kind="notice"]:focus {{ border: 1px solid {other.accent}; }}
    QPushButton[kind="danger"] {{ color: {t.hot}; }}
    QPushButton::menu-indicator {{ width: 0; }}
    """


def _lists(t: Tokens) -> str:
    """Menus, headers, lists, scroll bars, bars of progress."""
    return f"""
    QRadioButton::indicator {{ width: 12px; height: 12px; border-radius: 7px; border: 1px solid {t.control};
        background: {t.panel}; }}
    QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 4px solid {t.accent}; background: {t.panel}; }}
    QRadioButton::indicator:focus {{ border-color: {t.text}; }}
    QMenu {{ background: {t.panel}; color: {t.text}; border: 1px solid {t.line}; padding: 4px; }}
    QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 6px; }}
    QMenu::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
    QMenu::item:disabled {{ color: {t.muted}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
    QHeaderView {{ background: {t.panel}; border: none; }}
    QHeaderView::section {{ background: {t.panel}; color: {t.muted}; border: none;
        border-bottom: 1px solid {t.line}; padding: 8px 10px; }}
    QHeaderView::section:hover {{ color: {t.text}; }}
    QTableView, QListView, QTreeView {{ background: {t.panel}; border: none; outline: none; }}
    QScrollArea {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {t.line}; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px; }}
    QScrollBar::handle:hover {{ background: {t.control}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QProgressBar {{ background: {t.faint}; border: none; border-radius: 3px; height: 6px; }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
    QSplitter::handle {{ background: {t.line}; }}
    """
