"""A file that is dropped on the window may be an answer to a hand-over: that is offered beside the import."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from salesdesk.i18n import _
from salesdesk.services import answers
from salesdesk.services.hand_overs import Told
from salesdesk.ui.background import Progress
from salesdesk.ui.desk import Desk


def offer(desk: Desk, path: Path) -> None:
    """Looks off this thread whether the file answers a hand-over, and offers to look it over as one."""
    store = desk.store

    def work(_progress: Progress) -> Told | None:
        return answers.answered(store, path)

    def found(told: Told | None) -> None:
        if told is not None:
            desk.say(
                _("{file} answers what you handed to {name}.").format(file=path.name, name=told.to),
                act=_("Take back answers"),
                on_act=partial(desk.go, "handover", f"answers:{path}"),
            )

    desk.run(work, parent=desk, on_done=found)
