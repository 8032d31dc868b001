"""What can be done on the page of an import, with its keys."""

from __future__ import annotations

from collections.abc import Callable

from salesdesk.i18n import _
from salesdesk.ui.commands import Command

Do = Callable[[], None]
May = Callable[[], bool]


def commands(choose: Do, may_choose: May, take_in: Do, may_take_in: May) -> list[Command]:
    """Choosing a file, and taking in what was looked over, each where it may be done."""
    group = _("Bring in contacts")
    return [
        Command(
            "import-choose",
            _("Choose a file of contacts"),
            choose,
            "Ctrl+O",
            "download",
            may_choose,
            group=group,
        ),
        Command(
            "import-take",
            _("Take in what was looked over"),
            take_in,
            "Ctrl+Return",
            "check",
            may_take_in,
            group=group,
        ),
    ]
