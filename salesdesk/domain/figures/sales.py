"""The figures of sales: what was sold for how much, what it left, what was won of what was decided, and how soon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from salesdesk.domain.figures.figure import Figure, left_out, mean, median, proportion, ratio, total

DAY: Final = 86_400_000_000  # microseconds of a day of 24 hours


@dataclass(frozen=True, slots=True)
class SaleSums:
    """Of the sales won in a period. `sales` are those that did not come back as a whole, and all else but `net`,
    `cycle` and what was left out is of them; `tickets` were not given away, and their worth is known. Money is in minor
    units of one currency, `pieces` in thousandths, `cycle` in microseconds over `cycles` deals; `backwards` closed
    before they opened."""

    sales: int = 0
    gifts: int = 0
    no_rate: int = 0
    tickets: int = 0
    discounted: int = 0
    raised: int = 0
    lines: int = 0
    covered: int = 0
    pieces: int = 0
    net: int = 0
    listed: int = 0
    off: int = 0
    covered_net: int = 0
    covered_cost: int = 0
    uplift: int = 0
    cycle: int = 0
    cycles: int = 0
    backwards: int = 0


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back in a period: how many credits, what they come to, and how many have no rate."""

    credits: int = 0
    minor: int = 0
    no_rate: int = 0


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided in a period, by count and by money."""

    won: int = 0
    lost: int = 0
    disqualified: int = 0
    won_minor: int = 0
    lost_minor: int = 0
    no_rate: int = 0


@dataclass(frozen=True, slots=True)
class Offered:
    """To how many sales a step up was offered, and how many took it."""

    sales: int = 0
    taken: int = 0


def revenue(sold: SaleSums, back: Returned) -> Figure:
    """Net amounts of sales won in the period, less credits dated in it."""
    return total(
        sold.net - back.minor,
        "money",
        sold.sales,
        excluded=left_out(no_rate=sold.no_rate, credit_no_rate=back.no_rate),
    )


def sales(sold: SaleSums) -> Figure:
    """How many sales were won in the period; one that came back as a whole drops out."""
    return total(sold.sales, "count", sold.sales)


def average_ticket(sold: SaleSums, back: Returned) -> Figure:
    """Revenue ÷ sales that were not given away."""
    gone = left_out(gift=sold.gifts, no_rate=sold.no_rate)
    return ratio(sold.net - back.minor, sold.tickets, "money", sold.tickets, excluded=gone)


def median_ticket(tickets: Sequence[int], sold: SaleSums) -> Figure:
    """The middle sale."""
    return median(tickets, "money", excluded=left_out(gift=sold.gifts, no_rate=sold.no_rate))


def gross_margin(sold: SaleSums) -> Figure:
    """sum(net - cost) ÷ sum(net) of the lines that have a cost."""
    gone = left_out(no_cost=sold.lines - sold.covered, no_rate=sold.no_rate)
    return ratio(sold.covered_net - sold.covered_cost, sold.covered_net, "share", sold.covered, excluded=gone)


def gross_profit(sold: SaleSums) -> Figure:
    """sum(net - cost) of the lines that have a cost; no data where none has."""
    gone = left_out(no_cost=sold.lines - sold.covered, no_rate=sold.no_rate)
    made = total(sold.covered_net - sold.covered_cost, "money", sold.covered, excluded=gone)
    return made if sold.covered or not sold.sales else Figure(value=None, unit="money", n=0, excluded=gone)


def units(sold: SaleSums) -> Figure:
    """Pieces sold."""
    return total(Fraction(sold.pieces, 1000), "pieces", sold.lines)


def discounts(sold: SaleSums) -> Figure:
    """How many sales were given below list."""
    return total(sold.discounted, "count", sold.sales)


def discounts_share(sold: SaleSums) -> Figure:
    """Discounted sales ÷ sales."""
    return proportion(sold.discounted, sold.sales)


def discount_rate(sold: SaleSums) -> Figure:
    """sum max(list - net, 0) ÷ sum(list)."""
    return ratio(sold.off, sold.listed, "share", sold.lines, excluded=left_out(no_rate=sold.no_rate))


def win_rate(made: Decided) -> Figure:
    """won ÷ (won + lost), by the day decided."""
    return proportion(made.won, made.won + made.lost, excluded=left_out(disqualified=made.disqualified))


def win_rate_value(made: Decided) -> Figure:
    """The same by money."""
    gone = left_out(disqualified=made.disqualified, no_rate=made.no_rate)
    both = made.won_minor + made.lost_minor
    return ratio(made.won_minor, both, "share", made.won + made.lost - made.no_rate, excluded=gone)


def cycle_time(sold: SaleSums) -> Figure:
    """closed - opened in days of 24 hours, the mean over deals won in the period."""
    gone = left_out(backwards=sold.backwards)
    return mean(Fraction(sold.cycle, DAY), sold.cycles, "days", excluded=gone)


def median_cycle(cycles: Sequence[int], sold: SaleSums) -> Figure:
    """The middle one."""
    return median([Fraction(one, DAY) for one in cycles], "days", excluded=left_out(backwards=sold.backwards))


def up_sell(sold: SaleSums, *, ever: bool) -> Figure:
    """Sales with an up-sell line ÷ sales; no data where nobody `ever` offered or flagged one."""
    if not ever:
        return Figure(value=None, unit="share", n=sold.sales)
    return proportion(sold.raised, sold.sales)


def up_sell_uplift(sold: SaleSums) -> Figure:
    """What up-sell lines came to."""
    return total(sold.uplift, "money", sold.raised, excluded=left_out(no_rate=sold.no_rate))


def up_sell_offered(sold: SaleSums, offered: Offered, *, ever: bool) -> Figure:
    """Sales to which a step up was offered ÷ sales."""
    return proportion(offered.sales, sold.sales if ever else 0)


def up_sell_taken(offered: Offered) -> Figure:
    """Sales that took the step up ÷ sales to which one was offered."""
    return proportion(offered.taken, offered.sales)
