"""What was scanned and pasted into the form, read once each as long as the form holds it."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from uuid import UUID

from salesdesk.domain.drafts import ProspectDraft
from salesdesk.errors import UserError
from salesdesk.services import meeting
from salesdesk.services.blending import blended
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.content import Content


class TextsRead:
    """Reads texts as met at the fair that `at` gives."""

    def __init__(self, desk: Desk, at: Callable[[], UUID | None]) -> None:
        self._desk, self._at = desk, at
        self._drafts: dict[tuple[str, UUID | None], ProspectDraft] = {}

    def read(self, text: str) -> ProspectDraft:
        """What a text tells. Raises `UserError` where it cannot be read."""
        key = (text, self._at())  # a badge's number is its fair's
        if key not in self._drafts:
            region = self._desk.settings.region()
            self._drafts[key] = meeting.scanned(self._desk.store, text, region=region, fair=key[1])
        return self._drafts[key]

    def whole(self, content: Content) -> ProspectDraft:
        """All that was scanned and pasted, as one draft."""
        return reduce(blended, map(self.read, content.scanned), ProspectDraft())

    def readable(self, text: str) -> bool:
        """Whether a text that was kept can be read still."""
        try:
            self.read(text)
        except UserError:
            return False
        return True

    def doubts(self, content: Content) -> str:
        """Sentences on what was read and cannot be meant."""
        store = self._desk.store
        return " ".join(
            told for text in content.scanned for told in meeting.doubts(store, text, self.read(text))
        )

    def forget(self) -> None:
        """The form holds none of them any more."""
        self._drafts.clear()
