"""Rows of one number that are no lines of one order: they tell of another customer, stage or day.

Programs give a number twice now and then. Such a row is kept aside, since only the seller knows which one is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.exchange.subject_tables import Said
from salesdesk.i18n import N_, _

_WORDS: Final[Mapping[str, str]] = {
    "customer": N_("Customer"),
    "stage": N_("Stage"),
    "outcome": N_("Outcome"),
    "opened": N_("Opened"),
    "closed": N_("Closed"),
    "lost_time": N_("Closed"),
    "date": N_("Day"),
}
_DAYS: Final = frozenset({"opened", "closed", "lost_time", "date"})


@dataclass(slots=True)
class _First:
    """What the rows of one number say so far, and where the first of them stands."""

    where: str
    said: dict[str, str]


@dataclass(slots=True)
class Odds:
    """The rows of one file by the number that tells of which deal they are."""

    _rows: dict[str, _First] = field(default_factory=dict[str, _First])

    def look(self, number: str, row: Said, who: ProspectDraft) -> None:
        """Raises `UserError` where `row` says otherwise than a row above it of the same number. What only one of the
        two says is no contradiction."""
        first = self._rows.get(number)
        if not number or first is None:
            return
        other = [
            _("{field}: {here}, not {there}").format(
                field=_(label).lower(), here=said, there=first.said[name]
            )
            for name, label, said in _of(row, who)
            if name in first.said and fold(first.said[name]) != fold(said)
        ]
        if other:
            raise UserError(
                _("The number stands in {row} already, and this row says otherwise ({what}).").format(
                    row=first.where, what="; ".join(other)
                ),
                _("Give it a number of its own."),
            )

    def took(self, number: str, row: Said, who: ProspectDraft) -> None:
        """Takes note of a row that was taken."""
        if number:
            first = self._rows.setdefault(number, _First(row.where, {}))
            for name, _label, said in _of(row, who):
                first.said.setdefault(name, said)


def _of(row: Said, who: ProspectDraft) -> Iterator[tuple[str, str, str]]:
    """What is the same in all lines of one order: a key, what it is called, and what the row says of it."""
    person = who.name or f"{who.first_name} {who.last_name}".strip()
    for name, said in (("company", who.company), ("prospect", who.id or person)):
        if said.strip():
            yield name, _WORDS["customer"], said.strip()
    for name, label in _WORDS.items():
        said = row.values.get(name, "").strip()
        if said:
            yield name, label, said[:10] if name in _DAYS else said
