"""Whether the log of stages adds up: move by move it leads from nothing to where a deal stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.i18n import _
from salesdesk.store.sql import run

_MOVES: Final = (
    "SELECT d.id, d.title, CASE WHEN d.outcome <> '' THEN d.outcome ELSE d.stage END, c.old, c.new"
    " FROM deals d LEFT JOIN stage_changes c ON c.deal = d.id AND c.deleted_at IS NULL"
    " WHERE d.deleted_at IS NULL ORDER BY d.row"
)


def the_stages(connection: Connection) -> Iterator[str]:
    """Deals whose log of stages has a gap, or does not lead to where the deal stands.

    The instants are left out of account, since a deal may be closed, or brought in, as of an earlier day: each
    stage must be left as often as it was entered, but for the one where the deal stands.
    """
    found = run(connection, _MOVES)
    for (one, title, stands), rows in groupby(found, key=lambda row: tuple(row[:3])):
        left = Counter({"": -1, stands: 1})
        for _id, _title, _stands, old, new in rows:
            if new is not None:
                left.update({old: 1})
                left.subtract({new: 1})
        if any(left.values()):
            yield _("The stages of the deal {title} ({id}) do not add up to “{stands}”.").format(
                title=title, id=UUID(bytes=one), stands=stands
            )
