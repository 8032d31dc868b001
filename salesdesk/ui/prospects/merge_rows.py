"""Two prospects side by side: what each says, where they differ, which one's word is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from salesdesk.domain import vocabulary
from salesdesk.domain.drafts import in_one_line
from salesdesk.domain.locally import day_month
from salesdesk.domain.text import fold
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services.cards import Card


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison. `fields` are taken together; without any, both sides' words are kept."""

    label: str
    left: str
    right: str
    fields: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the sides say two things."""
        return fold(self.left) != fold(self.right)

    @property
    def to_choose(self) -> bool:
        """Whether only one of them can be kept."""
        return bool(self.fields and self.left and self.right) and self.differs


def _day(day: Any) -> str:
    return day_month(day) if day else ""


def _source(card: Card) -> str:
    if card.source is None:
        return ""
    return " · ".join(filter(None, (vocabulary.label("source", card.source.kind), card.source.which)))


def _listed(values: list[str]) -> str:
    return "\n".join(values)


_SCALARS: Final[tuple[tuple[str, tuple[str, ...], Callable[[Card], str]], ...]] = (
    (N_("Name"), ("name", "first_name", "last_name"), lambda c: c.prospect.name),
    (N_("Title"), ("title",), lambda c: c.prospect.title),
    (N_("Company"), ("company",), lambda c: c.company.name if c.company else ""),
    (N_("Stage"), ("stage",), lambda c: vocabulary.label("stage", c.prospect.stage)),
    (
        N_("Interest"),
        ("time_frame", "interest_override"),
        lambda c: vocabulary.label("interest", c.interest) if c.interest else "",
    ),
    (N_("Source"), ("source",), _source),
    (N_("Met at"), ("fair",), lambda c: c.fair.name if c.fair else ""),
    (N_("Birthday"), ("birthday",), lambda c: _day(c.prospect.birthday)),
    (N_("Customer since"), ("customer_since",), lambda c: _day(c.prospect.customer_since)),
    (N_("Trade"), ("trade",), lambda c: c.prospect.trade),
    (N_("Size"), ("size",), lambda c: c.prospect.size),
    (N_("Region"), ("region",), lambda c: c.prospect.region),
    (N_("Language"), ("language",), lambda c: c.prospect.language),
)


def _counted(card: Card) -> str:
    touches, open_ones = len(card.activities), sum(one.done_at is None for one in card.followups)
    said = [ngettext("{count} touch", "{count} touches", touches).format(count=touches)] if touches else []
    if open_ones:
        said.append(ngettext("{count} follow-up", "{count} follow-ups", open_ones).format(count=open_ones))
    return ", ".join(said)


_LISTS: Final[tuple[tuple[str, Callable[[Card], str]], ...]] = (
    (N_("Phone"), lambda c: _listed([one.value for one in c.phones])),
    (N_("Email"), lambda c: _listed([one.value for one in c.emails])),
    (N_("Web"), lambda c: _listed([one.value for one in c.webs])),
    (N_("Address"), lambda c: _listed([in_one_line(one) for one in c.addresses])),
    (N_("Tags"), lambda c: ", ".join(sorted(tag.name for tag in c.tags))),
    (N_("Note"), lambda c: c.prospect.note),
    (N_("History"), _counted),
)


def compared(left: Card, right: Card) -> list[Compared]:
    """What two cards say, line by line; what neither says is left out."""
    rows = [Compared(_(label), said(left), said(right), fields) for label, fields, said in _SCALARS]
    rows += [Compared(_(label), said(left), said(right)) for label, said in _LISTS]
    order = {_("Name"): 0, _("Company"): 1, _("Title"): 2, _("Phone"): 3, _("Email"): 4}
    rows.sort(key=lambda row: order.get(row.label, 9))
    return [row for row in rows if row.left or row.right]


def right_at_first(row: Compared, left: Card) -> bool:
    """Whether the right side's word is what a merge takes by itself."""
    return "stage" in row.fields and left.prospect.stage == "suspect"
