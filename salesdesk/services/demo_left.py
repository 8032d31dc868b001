"""Customers of the sample year that left: with a cause, as the seller would have noted it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from salesdesk.domain.changes import Patch
    from salesdesk.services.demo_year import Year
    from salesdesk.services.directory import Directory

_CAUSES: Final = ("price", "competition", "need-gone")
_EVERY: Final = 2  # of those who might have left, one did
_LONG: Final = timedelta(days=120)  # since the first sale


class Left:
    """Has some of those who bought long ago leave this autumn; without dice."""

    def __init__(self, year: Year, directory: Directory) -> None:
        self._year, self._directory = year, directory
        self._seen = 0

    def tell(self, patch: Patch, since: datetime | None, due: int | None) -> None:
        """Adds to a prospect that is being made that it left, where it is the turn of one that first bought at
        `since`, with whom nothing is `due`."""
        if since is None or due is not None or self._year.now - since < _LONG:
            return
        number, turn = divmod(self._seen, _EVERY)
        self._seen += 1
        if turn or number >= len(_CAUSES):
            return
        cause = self._directory.named("causes", _CAUSES[number])
        patch["left_on"] = (self._year.today - timedelta(days=20 + 17 * number)).isoformat()
        patch["left_cause"] = cause.hex if cause else None
