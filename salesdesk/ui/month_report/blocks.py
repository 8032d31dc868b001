"""What stands in the month's report, part by part: each is set by itself, and stands whole on one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.locally import grouped, half_up, short_day, standalone_month
from salesdesk.domain.values import minor_places
from salesdesk.i18n import _
from salesdesk.services import figure_words, goal_units
from salesdesk.services.month_report import Compared, MonthReport, Sold
from salesdesk.services.month_report_goals import Coming, GoalOfMonth
from salesdesk.ui.charts.drawing import ChartData
from salesdesk.ui.charts.trend import Point, Trend
from salesdesk.ui.goal_states import TONES
from salesdesk.ui.month_report import words
from salesdesk.ui.widgets.marks import RIGHT, SIDE, Mark, PaperPage, cut, paper_font
from salesdesk.ui.widgets.paper import WIDE

ACROSS: Final = WIDE - 2 * SIDE
HALF: Final = (ACROSS - 320) / 2  # of two columns
SECOND: Final = SIDE + HALF + 320  # where the second begins
HEAD, TEXT, SMALL = 125.0, 98.0, 82.0
_BAR: Final = 62.0
_CHART: Final = 1150.0
_DAY: Final = timedelta(days=1)


@dataclass(slots=True)
class Block:
    """A part of the page while it is set, from its own top: texts, filled boxes with their token, charts."""

    page: PaperPage = field(default_factory=lambda: PaperPage(down=0.0))
    boxes: list[tuple[QRectF, str]] = field(default_factory=list[tuple[QRectF, str]])
    charts: list[tuple[QRectF, ChartData]] = field(default_factory=list[tuple[QRectF, ChartData]])

    @property
    def high(self) -> float:
        """How high it is."""
        return self.page.down

    def put(
        self, text: str, size: float, at: float, wide: float, *, bold: bool = False, ink: str = "text"
    ) -> None:
        """Sets a text, and goes on below it."""
        self.page.down += self.page.put(cut(text), size, at, wide, bold=bold, ink=ink)

    def beside(
        self, text: str, size: float, at: float, wide: float, *, bold: bool = False, ink: str = "text"
    ) -> float:
        """Sets a text at the right of `wide`, and stays at this height; gives how wide it is."""
        self.page.put(text, size, at, wide, bold=bold, ink=ink, align=RIGHT)
        return QFontMetricsF(paper_font(size, bold=bold)).horizontalAdvance(text)

    def bar(self, at: float, wide: float, share: float, *, mark: float | None = None, ink: str) -> None:
        """Sets a bar that is filled up to `share`, with a line at `mark`."""
        top = self.page.down
        self.boxes.append((QRectF(at, top, wide, _BAR), "line"))
        if share > 0:
            self.boxes.append((QRectF(at, top, max(wide * share, _BAR), _BAR), ink))
        if mark is not None:
            self.boxes.append((QRectF(at + wide * mark, top - 24, 14, _BAR + 48), "text"))
        self.page.down += _BAR


def heading(text: str, note: str = "", *, at: float = SIDE, wide: float = ACROSS) -> Block:
    """The heading of a part, with a quieter note."""
    made = Block()
    if note:
        made.page.down += 28
        used = made.beside(note, SMALL, at, wide, ink="secondary") + 60
        made.page.down -= 28
    else:
        used = 0.0
    made.put(text, HEAD, at, wide - used, bold=True)
    made.page.down += 36
    made.page.marks.append(Mark(QRectF(at, made.page.down, wide, 0), ink="line"))
    made.page.down += 70
    return made


def top(report: MonthReport) -> Block:
    """The month, and whose it was."""
    made = Block()
    if report.seller:
        made.beside(cut(report.seller), TEXT, SIDE, ACROSS, ink="secondary")
    made.put(words.month_named(report.whole), 360, SIDE, ACROSS * 0.8, bold=True)
    if report.running:
        made.put(words.so_far(report), HEAD, SIDE, ACROSS, ink="secondary")
    made.page.down += 130
    return made


def key_figures(report: MonthReport) -> Block:
    """Revenue and sales large, and the others below."""
    made = Block()
    large, small = report.figures[:2], report.figures[2:]
    deepest = 0.0
    for one, at in zip(large, (SIDE, SECOND), strict=True):
        deepest = max(deepest, _figure(made, report, one, at=at, wide=HALF, size=300))
    made.page.down = deepest + 130
    wide = (ACROSS - 2 * 160) / 3
    start = made.page.down
    for place, one in enumerate(small):
        made.page.down = start
        at = SIDE + place * (wide + 160)
        deepest = max(deepest, _figure(made, report, one, at=at, wide=wide, size=170))
    made.page.down = deepest
    return made


def _figure(made: Block, report: MonthReport, one: Compared, *, at: float, wide: float, size: float) -> float:
    begun = made.page.down
    made.put(FIGURES[one.now.id].title, TEXT, at, wide, ink="secondary")
    shown, says = words.value(one.now), words.says_something(one.now)
    size, ink = (size, "text") if says else (HEAD, "secondary")
    room = QFontMetricsF(paper_font(size, bold=says)).horizontalAdvance(shown)
    made.put(shown, size if room <= wide else size * wide / room * 0.98, at, wide, bold=says, ink=ink)
    for told in words.beside(report, one):
        made.put(told, SMALL, at, wide, ink="secondary")
    down, made.page.down = made.page.down, begun
    return down


def course(report: MonthReport) -> Block | None:
    """The revenue as it grew, beside that of the month before; None where there is none."""
    if not report.course or not report.course[-1]:
        return None
    before = standalone_month(report.whole.start.replace(day=1) - _DAY)
    target = _target(report)
    note = _("grey: {month}") if target is None else _("grey: {month}; level line: the target")
    made = heading(_("Revenue, day by day"), note.format(month=before))
    days = [report.whole.start + place * _DAY for place in range(report.whole.days)]
    points = tuple(
        Point(
            short_day(day, day),
            float(report.course[place]) if place < len(report.course) else None,
            "",
            axis=str(day.day),
        )
        for place, day in enumerate(days)
    )
    other = [float(one) for one in report.course_before] or [0.0]
    beside = tuple(other[min(place, len(other) - 1)] for place in range(len(days)))
    trend = Trend(
        (_("Day"), _("Revenue")),
        points,
        _axis(report.own),
        target=target,
        before=beside if other[-1] else (),
        from_zero=True,
    )
    made.charts.append((QRectF(SIDE, made.page.down, ACROSS, _CHART), trend))
    made.page.down += _CHART
    return made


def _axis(currency: str) -> Callable[[float], str]:
    """How an amount is written on an axis: in whole units, without the currency."""
    unit = 10 ** minor_places(currency)
    return lambda minor: grouped(half_up(Fraction(minor) / unit))


def _target(report: MonthReport) -> float | None:
    """The target of the month's revenue, where one is set for the whole of it."""
    for one in report.goals:
        goal = one.goal
        whole = goal.figure == "revenue" and not goal.scope and goal.currency == report.own
        if whole and one.period == report.whole and one.target is not None:
            return float(one.target)
    return None


def goal(report: MonthReport, one: GoalOfMonth, at: float, wide: float = HALF) -> Block:
    """A goal: how it stood, its bar, what it came to."""
    made, standing = Block(), words.standing(one)
    tone = TONES.get(one.status, "secondary") if standing else "secondary"
    used = made.beside(standing, TEXT, at, wide, bold=True, ink=tone) + 80 if standing else 0.0
    made.put(one.title, TEXT, at, wide - used, bold=True)
    made.page.down += 40
    made.bar(at, wide, one.share, mark=one.mark, ink="accent" if tone != "good" else "good")
    made.page.down += 36
    beneath = words.beneath(one, report)
    used = made.beside(beneath, SMALL, at, wide, ink="secondary") + 60 if beneath else 0.0
    made.put(words.reached(one), SMALL, at, wide - used, ink="secondary")
    made.page.down += 150
    return made


def proud_of(report: MonthReport) -> list[Callable[[float], Block]]:
    """Records and rewards, each on a ground of its own, to be set in one of two columns."""
    told = [(words.broken(one), words.broken_before(one), "accent_soft") for one in report.records]
    told += [(words.earned(one), goal_units.title(one.goal), "good_soft") for one in report.rewards]
    return [partial(_proud_of, *one) for one in told]


def _proud_of(text: str, note: str, ground: str, at: float) -> Block:
    made = Block()
    made.page.down += 60
    made.put(text, TEXT, at + 90, HALF - 180, bold=True)
    made.put(note, SMALL, at + 90, HALF - 180, ink="secondary")
    made.page.down += 60
    made.boxes.append((QRectF(at, 0, HALF, made.page.down), ground))
    made.page.down += 90
    return made


def listed(
    title: str, rows: Sequence[tuple[str, str, str]], nothing: str, *, at: float, foot: str = ""
) -> Block:
    """A list in one of two columns: a name, a quieter note, and a value at its right."""
    made = heading(title, at=at, wide=HALF)
    for name, note, value in rows:
        used = made.beside(value, TEXT, at, HALF, bold=True) + 70 if value else 0.0
        made.put(name, TEXT, at, HALF - used)
        if note:
            made.put(note, SMALL, at, HALF - used, ink="secondary")
        made.page.down += 60
    if not rows:
        made.put(nothing, TEXT, at, HALF, ink="secondary")
    if foot:
        made.put(foot, SMALL, at, HALF, ink="secondary")
    made.page.down += 160
    return made


def sold(
    report: MonthReport, rows: Sequence[Sold], *, names: bool, of_sales: bool
) -> list[tuple[str, str, str]]:
    """The largest sales or customers as rows; without names, their place stands for them."""
    told: list[tuple[str, str, str]] = []
    for place, one in enumerate(rows, start=1):
        amount = figure_words.said(Fraction(one.minor), "money", report.own)
        title = one.title if names else _("Number {place}").format(place=place)
        told.append((title, one.who if names and of_sales else "", amount))
    return told


def losses(report: MonthReport) -> list[tuple[str, str, str]]:
    """What deals were lost to, as rows."""
    return [
        (
            one.cause or _("nobody said"),
            figure_words.said(Fraction(one.minor), "money", report.own) if one.count > one.no_rate else "",
            grouped(one.count),
        )
        for one in report.losses
    ]


def techniques(report: MonthReport) -> list[tuple[str, str, str]]:
    """Techniques with their win rate, as rows."""
    return [(one.label, note, rate) for one in report.techniques for rate, note in [words.tried(one)]]


def coming(one: Coming, at: float) -> Block:
    """A goal of the next month: its title says the target itself where it is absolute and has no name."""
    made = Block()
    target = "" if one.target is None else goal_units.said(one.target, one.goal)
    if one.goal.how == "absolute" and not one.goal.name:
        target = ""
    used = made.beside(target, TEXT, at, HALF, bold=True) + 80 if target else 0.0
    made.put(goal_units.title(one.goal), TEXT, at, HALF - used, bold=True)
    if one.goal.why:
        made.put(one.goal.why, SMALL, at, HALF - used, ink="secondary")
    made.page.down += 80
    return made
