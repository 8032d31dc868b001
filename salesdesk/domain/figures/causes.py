"""Causes of lost deals, complaints and lost customers, gone through in one order: first what is offered, then how
it arrives, how customers are served, to whom it is offered, and last how the seller sells (kpis.md, Goals)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from salesdesk.i18n import N_, _

OTHER: Final = "other"
# slug → label, the causes of the vocabulary that belong to it
GROUPS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "product-and-price": (N_("Product and price"), ("product", "price", "competition")),
    "delivery": (N_("Delivery"), ("delivery", "capacity")),
    "service": (N_("Service"), ("service",)),
    "audience": (N_("Audience"), ("wrong-audience", "poor-fit", "need-gone", "timing")),
    "practice": (N_("Practice"), ("demo", "late-follow-up")),
}


@dataclass(frozen=True, slots=True)
class CauseCount:
    """How often a cause was named, before and now. A seller's own word is a cause too."""

    cause: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class CauseChange:
    """How often the causes of a group were named, before and now, and the share of 1 that this is of all that were
    named (None where none was); `causes` are those named at all, the most frequent now first."""

    group: str
    before: int
    after: int
    share_before: Fraction | None
    share_after: Fraction | None
    causes: tuple[CauseCount, ...]

    @property
    def more(self) -> int:
        """How many more there are now than before; below 0 where there are fewer."""
        return self.after - self.before


def in_order(counts_before: Mapping[str, int], counts_after: Mapping[str, int]) -> list[CauseChange]:
    """All groups of causes in the order in which they are gone through, those without a count too; last, where
    there are any, the seller's own words and causes nobody named (the empty text)."""
    known = {cause for _label, causes in GROUPS.values() for cause in causes}
    own = tuple(sorted((set(counts_before) | set(counts_after)) - known))
    named = {**{slug: causes for slug, (_label, causes) in GROUPS.items()}, OTHER: own}
    changes = [_change(group, causes, counts_before, counts_after) for group, causes in named.items()]
    return [one for one in changes if one.group != OTHER or one.causes]


def label(group: str) -> str:
    """The words for a group."""
    return _(GROUPS[group][0]) if group in GROUPS else _("Other causes")


def _change(
    group: str, causes: tuple[str, ...], before: Mapping[str, int], after: Mapping[str, int]
) -> CauseChange:
    counts = [CauseCount(cause, before.get(cause, 0), after.get(cause, 0)) for cause in causes]
    was, now = sum(one.before for one in counts), sum(one.after for one in counts)
    named = tuple(sorted((one for one in counts if one.before or one.after), key=lambda one: -one.after))
    return CauseChange(group, was, now, _share(was, before), _share(now, after), named)


def _share(count: int, of: Mapping[str, int]) -> Fraction | None:
    whole = sum(of.values())
    return Fraction(count, whole) if whole else None
