"""The complaints of the sample year: a few open (one due today, one public), the rest solved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from math import sqrt
from typing import TYPE_CHECKING, Final

from salesdesk.domain.instants import to_micros
from salesdesk.i18n import _
from salesdesk.services.demo_course import made
from salesdesk.services.preferences import USUAL

if TYPE_CHECKING:
    from salesdesk.domain.changes import Change, Patch
    from salesdesk.services.demo_course import Customer
    from salesdesk.services.demo_words import Goods
    from salesdesk.services.demo_year import Year
    from salesdesk.services.directory import Directory

_PROMISED: Final = (0, 1, 2, -1)  # days from today to what was promised for the open ones
_ANSWER_BY: Final = 16  # o'clock


class Complaints:
    """Makes up what customers brought up."""

    def __init__(self, year: Year, goods: Goods, directory: Directory) -> None:
        self._year, self._dice, self._goods, self._directory = year, year.dice, goods, directory

    def groups(self, prospects: int, customers: Sequence[Customer]) -> Iterator[list[Change]]:
        """The complaints of a store of so many prospects, each with what belongs to it."""
        if not customers:
            return
        total = max(4, round(0.6 * sqrt(prospects)))
        still_open = min(len(_PROMISED), total // 2 if total < 8 else total // 3)
        for number in range(total):
            customer = customers[number] if number < len(customers) < total else self._dice.choice(customers)
            changes = list(self._open(customer, number) if number < still_open else self._solved(customer))
            yield [*self._directory.made(), *changes]

    def _told(self, customer: Customer, received: datetime) -> tuple[Patch, str]:
        """What was brought up, and what solved it."""
        said = self._dice.choice(customer.tongue.complaints)
        cause = self._directory.named("causes", said["cause"])
        patch: Patch = {
            "what": said["what"],
            "kind": "complaint" if self._year.chance(80) else "concern",
            "cause": cause.hex if cause else None,
            "severity": self._dice.choices((1, 2, 3), (25, 55, 20))[0],
            "prospect": customer.id.hex,
            "received_at": to_micros(received),
            "promise": said["promise"],
        }
        return patch, said["resolution"]

    def _open(self, customer: Customer, number: int) -> Iterator[Change]:
        received = max(customer.since, self._year.hour(self._year.day(-self._dice.randint(1, 5))))
        patch, _resolution = self._told(customer, received)
        by = datetime.combine(self._year.day(_PROMISED[number]), time(_ANSWER_BY), self._year.zone)
        if number == 0 and by <= self._year.now:
            by = datetime.combine(self._year.today, time(23, 59), self._year.zone)
        patch["promised_at"] = to_micros(by)
        if number == 1:
            patch |= {
                "public": 1,
                "public_where": self._dice.choice(self._goods.public_places),
                "severity": 3,
            }
        yield made("complaints", patch, received)

    def _solved(self, customer: Customer) -> Iterator[Change]:
        long_ago = self._year.now - timedelta(days=9)
        received = max(customer.since, self._year.between(customer.since, long_ago))
        patch, resolution = self._told(customer, received)
        promised = received + timedelta(days=self._dice.randint(2, 5))
        solved = self._year.hour(received.date() + timedelta(days=self._dice.randint(1, 6)))
        patch |= {
            "promised_at": to_micros(promised),
            "status": "resolved",
            "resolution": resolution,
            "resolved_at": to_micros(max(solved, received)),
            "satisfaction": self._dice.choices((1, 2, 3, 4, 5), (4, 8, 20, 40, 28))[0],
        }
        if self._year.chance(40):
            patch |= {"cost_minor": self._dice.randint(8, 90) * 1000, "cost_currency": "NOK"}
        complaint = made("complaints", patch, received)
        yield complaint
        day = solved.date() + timedelta(days=USUAL.check_in_days)
        asked: Patch = {
            "what": _("Ask whether all is well: {what}").format(what=patch["what"]),
            "kind": "call",
            "day": day.isoformat(),
            "zone": self._year.zone_name,
            "prospect": customer.id.hex,
            "complaint": complaint.record.hex,
            "origin": "complaint",
        }
        if day < self._year.today:
            asked["done_at"] = to_micros(self._year.hour(day))
        yield made("followups", asked, solved)
