"""The columns of the preview: what would become of a row, who it is, and what it would add."""

from __future__ import annotations

from typing import NamedTuple

from salesdesk.i18n import _
from salesdesk.services.import_preview import Line, State
from salesdesk.ui.tables import Cell, Column


class Shown(NamedTuple):
    """A row of the preview, in the state that it is in by now."""

    state: State
    line: Line


def columns() -> list[Column[Shown]]:
    """All of them, in their order."""
    return [
        Column("state", "", _state, width=104),
        Column("name", _("Name"), lambda row: Cell(row.line.name or "—", strong=True), width=160),
        Column("company", _("Company"), lambda row: Cell(row.line.company), width=150, priority=3),
        Column("phone", _("Phone"), lambda row: Cell(row.line.phone), width=140, priority=1),
        Column("email", _("Email"), lambda row: Cell(row.line.email), width=180, priority=2),
        Column("told", "", lambda row: Cell(row.line.told), width=190, stretch=True),
    ]


def _state(row: Shown) -> Cell:
    text, tone = {
        State.NEW: (_("New"), "good"),
        State.ADDS: (_("Updates"), "accent"),
        State.KNOWN: (_("Known"), "neutral"),
        State.LOOK: (_("Look"), "warm"),
        State.REFUSED: (_("Not taken"), "hot"),
    }[row.state]
    return Cell(text, tone)
