"""What is done with a goal, from its card and from what is told of it alike; each can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from salesdesk.i18n import _
from salesdesk.services import goals
from salesdesk.store.database import Store
from salesdesk.ui.desk import Desk
from salesdesk.ui.goals.reading import Shown


def end(desk: Desk, shown: Shown | None) -> None:
    """Gives a goal up, or lets it not come again."""
    _do(desk, shown, goals.end, _("Ended: {goal}"))


def delete(desk: Desk, shown: Shown | None) -> None:
    """Deletes a goal; Undo brings it back."""
    _do(desk, shown, goals.delete, _("Deleted: {goal}"))


def take_reward(desk: Desk, shown: Shown | None) -> None:
    """Notes that the reward was taken."""
    _do(desk, shown, goals.take_reward, _("Reward taken. Well done: {goal}"))


def _do(desk: Desk, shown: Shown | None, act: Callable[[Store, UUID], object], told: str) -> None:
    if shown is not None:
        desk.act(lambda: act(desk.store, shown.id), told=told.format(goal=shown.title))
