"""What the seller set for the whole business: delays by which follow-ups are planned, the calendar, who the
seller is on a quote, and how much may be given away.

It is kept in the store, and so travels with it; what belongs to this device alone is in `salesdesk.settings`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, time, timedelta
from typing import Any, Final, cast

from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.store.database import Store
from salesdesk.store.sql import Looking, listed, run

MOST_DAYS: Final = 365
LONGEST_IDLE, LONGEST_STINT = 120, 24  # minutes, and hours, that the timer may be set to
LONGEST: Final = 400  # characters of what a quote says of the seller
_WEEK: Final = 7
_MOST: Final = 5  # check-ins after a sale


@dataclass(frozen=True, slots=True, order=True)
class DayOff:
    """A day on which the seller does not work, and what it is called."""

    day: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """Who the seller is, as quotes and the own card tell it; the address is of several lines. `terms` are those of
    payment and delivery, in the words of the seller; `person`, `title` and `web` stand on the card."""

    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    number: str = ""  # of the organisation
    terms: str = ""
    person: str = ""  # the seller's own name, where `name` is the company's
    title: str = ""
    web: str = ""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is set; what nobody set is as it stands here. Delays are in days.

    The usual delays until the first follow-up are what is promised at a fair: 24 hours, 48 hours, 7 days.
    """

    hot_days: int = 1
    warm_days: int = 2
    cold_days: int = 7
    check_in_days: int = 7  # after a complaint is solved
    after_sale_days: tuple[int, ...] = (14, 90)  # from delivery, or from winning, to the check-ins
    next_days: int = 7  # that Today looks ahead
    worked_days: tuple[int, ...] = (0, 1, 2, 3, 4)  # Monday is 0
    begins: time = time(8)
    ends: time = time(16)
    days_off: tuple[DayOff, ...] = ()
    own: Own = Own()
    quote_days: int = 30  # that a quote holds
    discount_budget: Money | None = None  # that may be given away in a month
    idle_minutes: int = 10  # without a key or the mouse, after which the prospecting timer stops
    forgotten_hours: int = 4  # after which a prospecting timer was forgotten

    @property
    def delays(self) -> Mapping[str, int]:
        """Days until the first follow-up by interest; the empty one is that of whom nobody asked."""
        return {"hot": self.hot_days, "warm": self.warm_days, "cold": self.cold_days, "": self.cold_days}

    def worked(self, day: date) -> bool:
        """Whether the seller works on a day."""
        return day.weekday() in self.worked_days and all(one.day != day for one in self.days_off)

    def next_worked(self, day: date) -> date:
        """`day`, or the first worked one after it: where a day that a delay gave comes to lie.

        A day that a person chose is not asked about here; it stays. Where a whole year is off, `day` stays, too.
        """
        ahead = (day + timedelta(days=days) for days in range(MOST_DAYS) if days <= (date.max - day).days)
        return next((one for one in ahead if self.worked(one)), day)


KEYS: Final = tuple(field.name for field in fields(Preferences))
USUAL: Final = Preferences()


def read(look: Looking) -> Preferences:
    """What is set in the store. What cannot be understood, of a newer version say, is as nobody set it."""
    marks, keys = listed(KEYS)
    query = f"SELECT key, value FROM preferences WHERE key IN ({marks}) AND deleted_at IS NULL ORDER BY row"
    found: dict[str, Any] = {}
    for key, value in run(look.connection, query, keys):
        try:
            found[key] = _READ[key](json.loads(value))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue
    told = replace(USUAL, **found)
    return told if told.begins < told.ends else replace(told, begins=USUAL.begins, ends=USUAL.ends)


def change(store: Store, **values: Any) -> Preferences:
    """Sets some of the fields of `Preferences`, in one change that can be undone, and gives them all.

    Only what differs is written. Raises `UserError`, setting nothing, where a value cannot be.
    """
    from sqlalchemy import select

    from salesdesk.domain.views import Preference  # records take half a second, which reading does without

    label = _LABELS[next(iter(values))]
    with store.change(label) as unit:
        before = read(unit)
        wanted = replace(before, **values)
        _check(wanted)
        for key in values:
            value = getattr(wanted, key)
            if value == getattr(before, key):
                continue
            text = json.dumps(_WRITTEN.get(key, _plain)(value), ensure_ascii=False)
            same = select(Preference).where(Preference.key == key, Preference.deleted_at.is_(None))
            kept = unit.first(same.order_by(Preference.row.desc()))
            if kept is None:
                unit.add(Preference(key=key, value=text))
            else:
                kept.value = text
        return wanted


def add_day_off(store: Store, day: date, name: str) -> Preferences:
    """Takes a day off into the calendar. Raises `UserError` where it is one already."""
    with store.look() as look:
        present = read(look).days_off
    if any(one.day == day for one in present):
        raise UserError(_("That day is off already."), _("Choose another day."))
    return change(store, days_off=tuple(sorted((*present, DayOff(day, name.strip())))))


def take_day_off_back(store: Store, day: date) -> Preferences:
    """Makes a day off a day like others again."""
    with store.look() as look:
        present = read(look).days_off
    return change(store, days_off=tuple(one for one in present if one.day != day))


def _check(said: Preferences) -> None:
    delays = (said.hot_days, said.warm_days, said.cold_days, said.check_in_days, said.next_days)
    if not all(1 <= number <= MOST_DAYS for number in (*delays, said.quote_days)):
        raise UserError(_("That is no number of days."), _("Write a number from 1 to 365."))
    if (
        not all(1 <= number <= MOST_DAYS for number in said.after_sale_days)
        or len(said.after_sale_days) > _MOST
    ):
        raise UserError(_("Those are no delays."), _("Write up to five numbers from 1 to 365: 14, 90."))
    if not 1 <= said.idle_minutes <= LONGEST_IDLE:
        raise UserError(_("That is no number of minutes."), _("Write a number from 1 to 120."))
    if not 1 <= said.forgotten_hours <= LONGEST_STINT:
        raise UserError(_("That is no number of hours."), _("Write a number from 1 to 24."))
    if not said.worked_days:
        raise UserError(
            _("A week without a worked day leaves nothing to plan."), _("Choose at least one day.")
        )
    if said.begins >= said.ends:
        raise UserError(_("The day would end before it begins."), _("Write for example 8:00 and 16:00."))
    if any(len(text) > LONGEST for text in asdict(said.own).values()):
        raise UserError(_("That is too long for a quote."), _("Write it in fewer words."))
    if said.discount_budget is not None and said.discount_budget.minor < 0:
        raise UserError(_("A budget is not below nothing."), _("Write an amount, or leave it empty."))


def _plain(value: Any) -> Any:
    return value


def _up_to(most: int) -> Callable[[Any], int]:
    def read_it(value: Any) -> int:
        if type(value) is not int or not 1 <= value <= most:
            raise ValueError
        return value

    return read_it


def _days(value: Any) -> int:
    if type(value) is not int or not 1 <= value <= MOST_DAYS:
        raise ValueError
    return value


def _delays(value: Any) -> tuple[int, ...]:
    return tuple(sorted(_days(one) for one in value))


def _week(value: Any) -> tuple[int, ...]:
    found = tuple(sorted({int(one) for one in value}))
    if not found or not all(0 <= one < _WEEK for one in found):
        raise ValueError
    return found


def _off(value: Any) -> tuple[DayOff, ...]:
    said = cast("list[list[str]]", value)
    return tuple(sorted(DayOff(date.fromisoformat(day), str(name)) for day, name in said))


def _own(value: Any) -> Own:
    said = cast("dict[str, object]", value)
    known = {one.name for one in fields(Own)}
    return Own(**{key: text for key, text in said.items() if key in known and isinstance(text, str)})


def _budget(value: Any) -> Money | None:
    if value is None:
        return None
    minor, currency = value
    if type(minor) is not int or minor < 0 or not re.fullmatch("[A-Z]{3}", currency):
        raise ValueError
    return Money(minor, currency)


_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    **dict.fromkeys(
        ("hot_days", "warm_days", "cold_days", "check_in_days", "next_days", "quote_days"), _days
    ),
    "worked_days": _week,
    "after_sale_days": _delays,
    "begins": time.fromisoformat,
    "ends": time.fromisoformat,
    "days_off": _off,
    "own": _own,
    "discount_budget": _budget,
    "idle_minutes": _up_to(LONGEST_IDLE),
    "forgotten_hours": _up_to(LONGEST_STINT),
}
_WRITTEN: Final[Mapping[str, Callable[[Any], Any]]] = {
    "begins": lambda at: at.isoformat("minutes"),
    "ends": lambda at: at.isoformat("minutes"),
    "days_off": lambda some: [[one.day.isoformat(), one.name] for one in some],
    "own": asdict,
    "discount_budget": lambda some: [some.minor, some.currency] if some else None,
}
_DELAYS, _CALENDAR = N_("Changed the delays"), N_("Changed the calendar")
_LABELS: Final = {
    **{key: _DELAYS if key.endswith("_days") and key != "worked_days" else _CALENDAR for key in KEYS},
    "own": N_("Changed what quotes say of you"),
    "quote_days": N_("Changed how long a quote holds"),
    "discount_budget": N_("Changed the discount budget"),
    **dict.fromkeys(("idle_minutes", "forgotten_hours"), N_("Changed the timer")),
}
