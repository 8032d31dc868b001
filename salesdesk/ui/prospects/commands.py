"""What can be done on the page of prospects, for the palette, the shortcuts and the menu beside the search line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from salesdesk.i18n import _
from salesdesk.ui.commands import Command

if TYPE_CHECKING:
    from salesdesk.ui.prospects.page import ProspectsPage


def page_commands(page: ProspectsPage) -> list[Command]:
    """The commands of the page."""
    group, work = _("Prospects"), page.list.work

    def someone() -> bool:
        return page.isVisible() and page.list.front() is not None

    def deleted() -> bool:
        return page.isVisible() and page.list.deleted

    def made(
        name: str,
        title: str,
        run: Callable[[], object],
        icon: str,
        *,
        keys: str = "",
        enabled: Callable[[], bool] = lambda: True,
        words: str = "",
    ) -> Command:
        return Command(name, title, lambda: _do(run), keys, icon, enabled, words, group)

    areas, nurture = partial(page.show_part, "areas"), partial(page.act, "nurture")
    note, plan = partial(page.act, "note"), partial(page.act, "follow-up")
    write, brief = partial(work.begin, "write"), partial(page.act, "brief")
    templates, mails = partial(page.desk.go, "messages", "templates"), _("email message template")
    delete, back, over = (partial(work.begin, act) for act in ("delete", "bring-back", "hand-over"))
    return [
        made("import", _("Bring in contacts"), partial(page.desk.go, "import"), "download", keys="Ctrl+I"),
        made("people", _("All prospects"), page.show_all, "users"),
        made("companies", _("Companies"), partial(page.show_part, "companies"), "building"),
        made("duplicates", _("Find duplicates"), partial(page.show_part, "duplicates"), "copy-check"),
        made("areas", _("Whom to visit, by area"), areas, "map-pin", words=_("city postcode map")),
        made("deleted", _("Deleted prospects"), page.show_deleted, "archive-restore"),
        made("log", _("Log a call, a visit or a note"), note, "phone", keys="Ctrl+L", enabled=someone),
        made("follow-up", _("Follow up …"), plan, "calendar-clock", keys="Ctrl+Shift+F", enabled=someone),
        made("write-to", _("Write …"), write, "mail", keys="Ctrl+Shift+M", enabled=someone, words=mails),
        made("brief", _("Brief before a visit"), brief, "notebook-text", keys="Ctrl+B", enabled=someone),
        made("templates", _("Templates for messages"), templates, "mail-plus", words=mails),
        made("deal-with", _("New deal with …"), partial(page.act, "deal"), "kanban", enabled=someone),
        made("rate", _("Note a rating"), partial(page.act, "rating"), "star", enabled=someone),
        made("has-now", _("Buys from a competitor …"), partial(page.act, "rival"), "swords", enabled=someone),
        made("start-nurture", _("Start a nurture plan …"), nurture, "sprout", enabled=someone),
        made("delete-prospect", _("Delete"), delete, "trash", keys="Ctrl+Delete", enabled=someone),
        made("bring-back", _("Bring back"), back, "archive-restore", enabled=deleted),
        made("hand-over-these", _("Hand over those marked"), over, "share-2", enabled=someone),
        *_of_views(page, made),
    ]


def _of_views(page: ProspectsPage, made: Callable[..., Command]) -> list[Command]:
    def own_view() -> bool:
        lit = page.list.head.views.lit()
        return page.isVisible() and lit is not None and lit.saved is not None

    return [
        made("save-view", _("Save as view"), page.list.head.ask_name, "bookmark"),
        made("rename-view", _("Rename this view"), page.rename_view, "pencil", enabled=own_view),
        made("delete-view", _("Delete this view"), page.delete_view, "trash", enabled=own_view),
    ]


def _do(run: Callable[[], object]) -> None:
    run()
