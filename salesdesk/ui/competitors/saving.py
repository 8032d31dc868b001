"""How what is typed of a competitor saves itself, and is refused in words under its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from salesdesk.services import competitors
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.entering import tried


class Saver:
    """Writes what was typed about the competitor in front."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.competitor: UUID | None = None

    def typed(self, field: str) -> Callable[[str, Any], tuple[bool, str]]:
        """What saves a field: whether it was taken, and what to say of it."""

        def save(text: str, seen: Any) -> tuple[bool, str]:
            return self.do(lambda one: competitors.edit(self.desk.store, one, {field: (seen, text.strip())}))

        return save

    def do(self, act: Callable[[UUID], object]) -> tuple[bool, str]:
        """Does something with the competitor in front."""
        one = self.competitor
        return tried(self.desk, lambda: act(one)) if one is not None else (True, "")
