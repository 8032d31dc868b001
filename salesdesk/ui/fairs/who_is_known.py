"""Looks up, while the form is filled, who is known already that it may tell of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from salesdesk.domain.drafts import ProspectDraft
from salesdesk.services import meeting
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.form import CaptureForm

_DEBOUNCE: Final = 150  # milliseconds after the last key until it is looked up who may be known


class WhoIsKnown(QObject):
    """Says on the bar of `form` who may be known; `draft` gives what the form tells of."""

    def __init__(self, desk: Desk, form: CaptureForm, draft: Callable[[], ProspectDraft]) -> None:
        super().__init__(form)
        self._desk, self._form, self._draft = desk, form, draft
        self._apart: frozenset[UUID] = frozenset()
        self._soon = QTimer(self, singleShot=True, interval=_DEBOUNCE)
        self._soon.timeout.connect(self.look)
        form.who_changed.connect(self._changed)
        form.left.connect(self._look_over)

    def begin(self) -> None:
        """Looks for another person: nobody is kept apart from them yet."""
        self._apart = frozenset()
        self._soon.stop()
        self._form.bar.say(None)

    def keep_apart(self, known: UUID) -> None:
        """Names this one no more."""
        self._apart |= {known}
        self.look()

    def look(self) -> None:
        """Looks it up now."""
        self._soon.stop()
        draft = self._draft()
        told = (
            draft.phones or draft.emails or draft.uid or (draft.name and (draft.company or " " in draft.name))
        )
        known = None
        if told:
            region = self._desk.settings.region()
            known = meeting.likely(self._desk.store, draft, region=region, leaving_out=self._apart)
        self._form.bar.say(known)

    def _changed(self) -> None:
        self._look_over()
        self._soon.start()

    def _look_over(self) -> None:
        phone = self._form.phone.text().strip()
        region = self._desk.settings.region()
        self._form.look_over(meeting.country_of(phone, region=region) if phone else "")
