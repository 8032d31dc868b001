"""What can be done on the board: for the keyboard, the palette and the page of shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from salesdesk.i18n import _
from salesdesk.ui.commands import Command

if TYPE_CHECKING:
    from salesdesk.ui.deals.page import PipelinePage


def page_commands(page: PipelinePage) -> list[Command]:
    """The commands of the page."""

    def in_front() -> bool:
        return page.isVisible() and page.acts.has_one() and not page.acts.is_asking()

    def is_open() -> bool:
        return in_front() and page.acts.is_open()

    def is_closed() -> bool:
        return in_front() and not page.acts.is_open()

    def offer() -> bool:
        return page.isVisible() and page.pane.detail.lines.offering.has_one()

    def made(
        name: str,
        title: str,
        run: Callable[[], object],
        icon: str,
        *,
        keys: str = "",
        enabled: Callable[[], bool] = lambda: True,
    ) -> Command:
        return Command(name, title, lambda: _do(run), keys, icon, enabled, group=_("Pipeline"))

    answer, quote = page.pane.detail.lines.offering.answer, page.pane.detail.quote
    taken, refused = partial(answer, taken=True), partial(answer, taken=False)
    after, before = partial(page.acts.step, 1), partial(page.acts.step, -1)
    won, lost = partial(page.acts.close, "won"), partial(page.acts.close, "lost")
    take, refuse = _("Taken: what is offered along"), _("Refused: what is offered along")
    delete, told = page.acts.delete, _("What was lost this month")
    save, asking = page.acts.save_asked, page.acts.is_asking
    return [
        made("new-deal", _("New deal"), page.ask_new, "plus", keys="N"),
        made("open-deal", _("Open this deal"), page.acts.open, "panel-right", enabled=in_front),
        made("deal-next", _("To the next stage"), after, "arrow-right", keys="Ctrl+Right", enabled=is_open),
        made("deal-back", _("To the stage before"), before, "arrow-left", keys="Ctrl+Left", enabled=is_open),
        made("deal-won", _("Won"), won, "circle-check", keys="W", enabled=is_open),
        made("deal-lost", _("Lost"), lost, "circle-x", keys="L", enabled=is_open),
        made("deal-again", _("Open this deal again"), page.acts.open_again, "rotate-ccw", enabled=is_closed),
        made("delete-deal", _("Delete this deal"), delete, "trash", keys="Ctrl+Delete", enabled=in_front),
        made("take-offer", take, taken, "circle-check", keys="+", enabled=offer),
        made("refuse-offer", refuse, refused, "circle-x", keys="-", enabled=offer),
        made("lost-deals", told, page.show_lost, "list-x", enabled=page.some_lost),
        made("quote", _("Save the quote as PDF"), quote.ask, "file-text", enabled=quote.isVisible),
        made("save-deal", _("Save what is asked"), save, "check", keys="Ctrl+Return", enabled=asking),
    ]


def _do(run: Callable[[], object]) -> None:
    run()
