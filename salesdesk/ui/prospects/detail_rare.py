"""The facts of a prospect that one seldom asks for: two thirds of all editors, made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.ui.prospects.detail_fields import Editors
from salesdesk.ui.prospects.detail_reading import Look
from salesdesk.ui.prospects.detail_referrer import Referrer
from salesdesk.ui.prospects.detail_saving import Saver
from salesdesk.ui.prospects.parts import Parts
from salesdesk.ui.prospects.parts_addresses import Addresses
from salesdesk.ui.prospects.parts_words import Consents
from salesdesk.ui.widgets.facts import TextFact, in_tab_order, quiet_line

Show = Callable[[Look, bool], object]


class Rare(QWidget):
    """The parts of the name, addresses, where someone comes from, days, trade, consents. A few are made at a time,
    between what the window has to answer."""

    def __init__(self, saver: Saver, *, behind: QWidget) -> None:
        """Tab goes on to it from `behind`."""
        super().__init__()
        self._saver = saver
        self._last: QWidget | None = behind
        self._look: Look | None = None
        self._fields = Editors(saver)
        self._shows: list[Show] = []
        self._commits: list[Callable[[], bool]] = [self._fields.commit]
        self.addresses: Addresses | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._still = self._groups()
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._make_some)

    def _groups(self) -> Iterator[Sequence[QWidget]]:
        text, choice = self._fields.text, self._fields.choice
        yield text("name"), text("first_name"), text("last_name")
        yield self._reach()
        yield choice("source", _("Source"), "source"), self._which(), choice("fair", _("Met at"), "")
        referrer = Referrer(self._saver)
        self._shows.append(lambda look, other: referrer.show_look(look, other=other))
        self._commits.append(referrer.commit)
        yield (referrer,)
        yield text("birthday"), text("customer_since")
        yield text("trade"), text("size"), text("region"), text("language")
        consents = Consents(self._saver)
        self._shows.append(lambda look, _other: consents.show_parts(look.card.consents))
        yield (consents,)

    def _reach(self) -> tuple[QWidget, QWidget]:
        addresses, webs = Addresses(self._saver), Parts(self._saver, "webs")
        self._shows.append(lambda look, other: addresses.show_parts(look.card.addresses, other=other))
        self._shows.append(lambda look, other: webs.show_parts(look.card.webs, other=other))
        self._commits += [addresses.commit, webs.commit]
        self.addresses = addresses
        return addresses, webs

    def _which(self) -> TextFact:
        def save(text: str, _seen: Any) -> tuple[bool, str]:
            return self._saver.set([("source_which", text)], {})

        def show(look: Look, other: object) -> None:
            text = look.card.source.which if look.card.source else ""
            made.show_value(text, look.card.prospect.source, other=bool(other))

        made = TextFact(_("Which source"), quiet_line(), save)
        self._shows.append(show)
        self._commits.append(made.commit)
        return made

    def _make_some(self) -> None:
        before, group = len(self._shows), next(self._still, None)
        if group is None:
            self._turn.stop()
            return
        for made in group:
            self._column.addWidget(made)
            self._last = in_tab_order(self._last, made)
        if self._look:
            self._show(self._look, self._shows[before:], other=True)

    def show_look(self, look: Look, *, other: bool) -> None:
        """Shows a prospect: another one where `other`."""
        self._look = look
        self._show(look, self._shows, other=other)

    def _show(self, look: Look, shows: Sequence[Show], *, other: bool) -> None:
        if "fair" in self._fields.choices:
            fairs = [("", _("Not at a fair")), *((name, name) for name in look.fairs)]
            self._fields.choices["fair"].offer(fairs)
        self._fields.show(look, other=other and shows is self._shows)
        for show in shows:
            show(look, other)

    def begin(self) -> None:
        """Goes on making what is not made yet."""
        self._turn.start()

    def is_whole(self) -> bool:
        """Whether all of it is made."""
        return not self._turn.isActive()

    def commit(self) -> bool:
        """Saves what is being typed; False where something was not taken."""
        done = [commit() for commit in self._commits]  # all of them, whatever one says
        return all(done)
