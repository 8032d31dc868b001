"""Letters that are dropped on the window: noted by themselves, or with the offer to take in who wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from salesdesk.domain.locally import grouped
from salesdesk.i18n import _, ngettext
from salesdesk.services import mail_log
from salesdesk.services.mail_log import Logged
from salesdesk.ui.background import Progress
from salesdesk.ui.desk import Desk


def is_letter(file: Path) -> bool:
    """Whether a dropped file is a letter, by its name."""
    return file.suffix.lower() == mail_log.ENDING


class Letters(QObject):
    """Takes letters, wherever on the window they were dropped."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def take(self, files: Sequence[Path]) -> None:
        """Notes letters with whom they belong, off the window's thread, and says what became of them."""
        store = self._desk.store

        def work(progress: Progress) -> list[Logged]:
            return mail_log.log(store, files, lambda done: progress(done, len(files)))

        self._desk.run(work, parent=self, on_done=self._tell, title=_("Noting emails …"))

    def _tell(self, found: Sequence[Logged]) -> None:
        noted = [one for one in found if one.noted]
        stranger = next((one for one in found if one.stranger), None)
        told = " ".join(filter(None, (_noted(noted), _others(found))))
        if stranger is not None and stranger.stranger is not None:
            who = stranger.stranger.name or stranger.stranger.address
            told = f"{told} {_('{name} is not known yet.').format(name=who)}".strip()
            self._desk.say(
                told, act=_("Take in {name}").format(name=who), on_act=lambda: self._take_in(stranger)
            )
        elif len(noted) == 1:
            one = noted[0].noted[0]
            undo, show = _("Undo"), _("Show")
            self._desk.offer(
                told, [(undo, self._undo), (show, lambda: self._desk.go("prospects", one.prospect))]
            )
        else:
            self._desk.say(told, undo=bool(noted))

    def _undo(self) -> None:
        self._desk.commands.find("undo").run()

    def _take_in(self, letter: Logged) -> None:
        store, region = self._desk.store, self._desk.settings.region()
        made = self._desk.act(lambda: mail_log.take_in(store, letter, region=region))
        if made is not None:
            who = letter.stranger.name or letter.stranger.address if letter.stranger else ""
            self._desk.go("prospects", made.prospect)
            self._desk.say(_("Captured {name}").format(name=who), undo=True)


def _noted(noted: Sequence[Logged]) -> str:
    if len(noted) == 1:
        one = noted[0].noted[0]
        told = _("Email from {name} noted.") if one.kind == "email-in" else _("Email to {name} noted.")
        return told.format(name=one.name)
    return (
        ngettext("{n} email noted.", "{n} emails noted.", len(noted)).format(n=grouped(len(noted)))
        if noted
        else ""
    )


def _others(found: Sequence[Logged]) -> str:
    """What is said of those that made nothing."""
    known = sum(one.known for one in found)
    refused = [one for one in found if one.refused]
    told: list[str] = []
    if known:
        told.append(
            ngettext("{n} was noted before.", "{n} were noted before.", known).format(n=grouped(known))
        )
    if len(refused) == 1:
        told.append(f"{refused[0].file.name}: {refused[0].refused}")
    elif refused:
        told.append(
            ngettext("{n} could not be taken.", "{n} could not be taken.", len(refused)).format(
                n=grouped(len(refused))
            )
        )
    return " ".join(told)
