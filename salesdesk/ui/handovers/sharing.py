"""Who of the team gets whom of a group, as it is proposed before the files are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import handing_out
from salesdesk.services.handing_out import Share
from salesdesk.ui.background import Job
from salesdesk.ui.desk import Desk

_WHY = {
    "area": N_("their area"),
    "product": N_("their product"),
    "language": N_("their language"),
    "turn": N_("their turn"),
}


class Sharing(QObject):
    """`found` tells that `shares` are those of the group that was asked for last."""

    found = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asking: Job[tuple[tuple[UUID, ...], list[Share]]] | None = None
        self._asked: tuple[UUID, ...] = ()
        self.shares: list[Share] = []

    def forget(self) -> None:
        """Lets go what was found."""
        self._asked, self.shares = (), []

    def propose(self, ids: tuple[UUID, ...]) -> None:
        """Finds out who of the team gets whom of `ids`."""
        store = self._desk.store
        self._asked = ids
        self._asking = self._desk.run(
            lambda _progress: (ids, handing_out.proposed(store, ids)), parent=self, on_done=self._proposed
        )

    def _proposed(self, told: tuple[tuple[UUID, ...], list[Share]]) -> None:
        ids, shares = told
        if ids == self._asked:
            self.shares = shares
            self.found.emit()

    def told(self) -> str:
        """How many each of the team gets; empty while that is not known."""
        return " · ".join(_counted(one) for one in self.shares)

    def notes(self) -> Mapping[UUID, str]:
        """What is said of each prospect: who gets it, and why."""
        return {who: _note(share, who) for share in self.shares for who in share.prospects}


def _counted(share: Share) -> str:
    count = len(share.prospects)
    if share.teammate is None:
        return ngettext("{n} whom nobody takes", "{n} whom nobody takes", count).format(n=count)
    return _("{name}: {n}").format(name=share.teammate.name, n=count)


def _note(share: Share, who: UUID) -> str:
    if share.teammate is None:
        return _("nobody takes them")
    why: Sequence[str] = [_(_WHY[one]) for one in share.why[who]]
    reason = f" ({', '.join(why)})" if why else ""
    return f"{share.teammate.name}{reason}"
