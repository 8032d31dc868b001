"""The cards of the insights as data: what each is called, of which figure by what it is, and how it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from salesdesk.i18n import N_, _
from salesdesk.services.insights import View
from salesdesk.ui.insights import telling, telling_parts
from salesdesk.ui.insights.told import Told


@dataclass(frozen=True, slots=True)
class Section:
    """A card. `figure` is the one whose working a row or bar opens, `by` what its rows are parts by; both are empty
    where there is none. `nothing` is said where there is nothing to show. `goal` is the figure that it suggests as a
    goal, if that is another one."""

    slug: str
    name: str
    tell: Callable[[View], Told]
    nothing: str
    figure: str = ""
    by: str = ""
    table: bool = False
    goal: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return _(self.name)


SECTIONS: Final = (
    Section(
        "sales",
        N_("Sales"),
        telling.sales,
        N_("No sales in this time."),
        "revenue",
    ),
    Section(
        "funnel",
        N_("Funnel"),
        telling.funnel,
        N_("Nobody was first met in this time."),
        goal="lead_conversion",
    ),
    Section(
        "sources",
        N_("Where customers come from"),
        telling.sources,
        N_("No leads and no sales in this time."),
        "revenue",
        "source",
        table=True,
    ),
    Section(
        "techniques",
        N_("What works"),
        telling.techniques,
        N_("No deal that was won or lost in this time names a technique."),
        "win_rate",
        "technique",
    ),
    Section(
        "products",
        N_("Products"),
        telling.products,
        N_("No sales in this time."),
        "revenue",
        "product",
        table=True,
    ),
    Section("losses", N_("Why deals were lost"), telling_parts.losses, N_("No deal was lost in this time.")),
    Section(
        "again",
        N_("Who bought again"),
        telling_parts.again,
        N_("Nobody first bought in this time."),
        goal="retention",
    ),
    Section(
        "hours",
        N_("Prospecting"),
        telling_parts.hours,
        N_("The timer did not run in this time."),
        goal="prospecting_time",
    ),
    Section(
        "served",
        N_("Served a day"),
        telling_parts.served,
        N_("Nobody was served in this time."),
        "served_per_day",
    ),
    Section(
        "deliveries",
        N_("Delivered on time"),
        telling_parts.deliveries,
        N_("Nothing was promised for this time."),
        "on_time_delivery",
    ),
    Section("ahead", N_("What may come"), telling_parts.ahead, N_("No deal is open.")),
)
