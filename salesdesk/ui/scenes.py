"""What is done in the window before each picture of it is taken: a page, a row chosen, a few words typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractItemView, QScrollArea, QWidget

from salesdesk.ui import theme
from salesdesk.ui.pages import PLACES
from salesdesk.ui.studio import CONTROL, Studio

Scene = Callable[[Studio, Path], None]
# A sheet with someone new, someone known, someone who may be known, and a row of nothing.
SHEET: Final = """Name;Company;Phone;Email
Kari Østby;Østby Blomster;+47 928 11 204;kari@ostby.example
{known};{company};{phone};
{alike};{company};;other@example.org
Nguyễn Thị Hạnh;Saigon Deli;+84 912 345 678;hanh@saigondeli.example
;;12;not an email
Łukasz Żak;Żak Studio;+48 22 123 45 67;lukasz@zak.example
"""
CARD: Final = (  # how far down a line stands, its size, and what it says
    (140, 64, "Kari Østby"),
    (190, 34, "Innkjøpssjef"),
    (290, 44, "Østby Blomster AS"),
    (440, 32, "+47 928 11 204"),
    (490, 32, "kari@ostbyblomster.no"),
    (540, 32, "www.ostbyblomster.no"),
    (590, 32, "Storgata 12, 5014 Bergen"),
)


def _page(slug: str) -> Scene:
    def show(studio: Studio, _place: Path) -> None:
        studio.window.go(slug)
        studio.settle()

    return show


def _first_start(studio: Studio, _place: Path) -> None:
    studio.settle()


def _left_first_start(slug: str) -> Scene:
    def show(studio: Studio, _place: Path) -> None:
        studio.window.whole()
        studio.window.go(slug)
        studio.settle()

    return show


def _row(studio: Studio, place: int) -> None:
    """Puts a row of the page's first list in front, with the keyboard."""
    page = studio.window.book.front()
    assert page is not None
    view = next(
        one for one in page.findChildren(QAbstractItemView) if one.isVisible() and one.model().rowCount()
    )
    view.setFocus(Qt.FocusReason.TabFocusReason)
    view.selectionModel().setCurrentIndex(
        view.model().index(place, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    studio.settle()


def _today_next(studio: Studio, place: Path) -> None:
    _page("today")(studio, place)
    _row(studio, 0)
    studio.press(Qt.Key.Key_D)


def _prospects_marked(studio: Studio, place: Path) -> None:
    _page("prospects")(studio, place)
    _row(studio, 0)
    for _step in range(3):
        studio.press(Qt.Key.Key_Space)
        studio.press(Qt.Key.Key_Down)


def _prospects_filtered(studio: Studio, place: Path) -> None:
    _page("prospects")(studio, place)
    studio.press(Qt.Key.Key_F, CONTROL)
    studio.write("interest:hot no:follow-up")


def _command(slug: str, command: str) -> Scene:
    def show(studio: Studio, place: Path) -> None:
        _page(slug)(studio, place)
        studio.window.run_command(command)
        studio.settle()

    return show


def _someone(studio: Studio) -> tuple[str, str, str]:
    """A name, a company and a phone of someone in the store."""
    from salesdesk.services import listing, search

    with studio.desk.store.read() as reading:
        asked = search.ask(reading, "has:phone has:company", subject="prospects", clock=studio.desk.clock)
        rows = listing.rows(reading, asked)[:40]
        found = [
            one for one in listing.fetch(reading, rows).values() if one.name and one.company and one.phone
        ]
    return (
        (found[0].name, found[0].company, found[0].phone)
        if found
        else ("Ingrid Solheim", "Fjord", "+47 912 34 567")
    )


def _capturing(studio: Studio, place: Path) -> None:
    """A capture half typed, of someone who may be known."""
    _page("capture")(studio, place)
    name, company, phone = _someone(studio)
    for text in (name, company, phone):
        studio.write(text)
        studio.press(Qt.Key.Key_Return)
    studio.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)


def _card_read(studio: Studio, place: Path) -> None:
    """A card that was photographed, as it is looked through, where what reads cards is installed."""
    from salesdesk.services import card_reading
    from salesdesk.ui.fairs.page import CapturePage

    studio.window.whole()
    _page("capture")(studio, place)
    (page,) = studio.window.findChildren(CapturePage)
    if card_reading.is_there():
        page.take_pictures([_painted_card(place / "card.png")])
        studio.until(lambda: not page.card.form.content().empty)
        studio.settle()


def _painted_card(file: Path) -> Path:
    image = QImage(1000, 640, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.LIGHT.panel))
    painter = QPainter(image)
    for top, size, text in CARD:
        type_of = painter.font()
        type_of.setPixelSize(size)
        painter.setFont(type_of)
        painter.drawText(60, top, text)
    painter.end()
    image.save(str(file))
    return file


def _importing(studio: Studio, place: Path) -> None:
    """A sheet looked over before anything happens."""
    name, company, phone = _someone(studio)
    first, _space, last = name.partition(" ")
    file = place / "kontakter_2026.csv"
    text = SHEET.format(known=name, company=company, phone=phone, alike=f"{first} {last[:-1]}")
    file.write_text(text, "utf-8")
    studio.window.dropped.emit([str(file)])
    studio.settle()
    studio.settle()


def _deal(*acts: str) -> Scene:
    """A card of the board in front, and what is done with it."""

    def show(studio: Studio, place: Path) -> None:
        _page("pipeline")(studio, place)
        studio.press(Qt.Key.Key_Right)
        studio.press(Qt.Key.Key_Right)
        for act in acts:
            studio.window.run_command(act)
            studio.settle()

    return show


def _deal_with(studio: Studio, place: Path) -> None:
    """Someone with an open deal, in the list of prospects."""
    from salesdesk.services import deals_board

    _page("prospects")(studio, place)
    with studio.desk.store.read() as reading:
        board = deals_board.read(reading, studio.desk.clock, "NOK")
    whom = next((one.prospect for cards in board.columns[::-1] for one in cards if one.prospect), None)
    if whom is not None:
        studio.window.go("prospects", whom)
        studio.settle()


def _of_someone(slug: str) -> Scene:
    """A page on somebody who has a deal: a message to them, the brief."""

    def show(studio: Studio, _place: Path) -> None:
        from salesdesk.services import listing, search

        _page("prospects")(studio, _place)
        with studio.desk.store.read() as reading:
            clock = studio.desk.clock
            asked = search.ask(reading, "stage:customer has:email", subject="prospects", clock=clock)
            found = listing.ids(reading, listing.rows(reading, asked)[:1])
        for who in found:
            studio.window.go(slug, who)
        studio.settle()

    return show


def _open(slug: str, record: str) -> Scene:
    def show(studio: Studio, _place: Path) -> None:
        studio.window.go(slug, record)
        studio.settle()

    return show


def _second_row(slug: str) -> Scene:
    def show(studio: Studio, place: Path) -> None:
        _page(slug)(studio, place)
        _row(studio, 1)

    return show


def _to_sight(part: QWidget) -> None:
    """Scrolls until all of a part is seen."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(part, 0, 12)


def _discount(studio: Studio, place: Path) -> None:
    """What a discount leaves of a line of a deal, and its quote."""
    from salesdesk.ui.deals.page import PipelinePage

    _deal("open-deal")(studio, place)
    page = studio.window.book.front()
    assert isinstance(page, PipelinePage)
    page.pane.detail.stand.change.setFocus(Qt.FocusReason.OtherFocusReason)
    studio.write("10 %")
    _to_sight(page.pane.detail.quote)


def _sold(studio: Studio, _place: Path) -> None:
    """A sale that was rated, one of which some came back if there is one."""
    from salesdesk.services import crediting, ratings, search
    from salesdesk.ui.deals.page import PipelinePage

    with studio.desk.store.read() as reading:
        asked = search.ask(reading, "outcome:won", subject="deals", clock=studio.desk.clock)
        won = list(search.ids(reading, asked))
        rated = [one for one in won if ratings.of(reading, ratings.About(deal=one))]
        deal = next((one for one in rated if crediting.of(reading, one)), next(iter(rated), None))
    if deal is None:
        return
    studio.window.go("pipeline", deal)
    studio.settle()
    page = studio.window.book.front()
    assert isinstance(page, PipelinePage)
    _to_sight(page.pane.detail.ratings)


def _palette(studio: Studio, place: Path) -> None:
    _page("prospects")(studio, place)
    studio.window.run_command("palette")
    studio.settle()
    studio.write(_someone(studio)[0].split()[-1][:4])


SCENES: Final[dict[str, tuple[Scene, bool]]] = {  # by name: what is done, and whether in an empty store
    "first-start": (_first_start, True),
    **{place.slug: (_page(place.slug), False) for place in PLACES},
    "competitors": (_second_row("competitors"), False),
    "today-what-next": (_today_next, False),
    "today-empty": (_left_first_start("today"), True),
    "prospects-marked": (_prospects_marked, False),
    "prospects-filtered": (_prospects_filtered, False),
    "prospects-empty": (_left_first_start("prospects"), True),
    "companies": (_command("prospects", "companies"), False),
    "areas": (_command("prospects", "areas"), False),
    "duplicates": (_command("prospects", "duplicates"), False),
    "capture-duplicate": (_capturing, False),
    "capture-card": (_card_read, True),
    "capture-empty": (_left_first_start("capture"), True),
    "complaints-new": (_command("complaints", "new-complaint"), False),
    "complaints-empty": (_left_first_start("complaints"), True),
    "keeping-nurture": (_command("keeping", "keeping-nurture"), False),
    "keeping-quiet": (_command("keeping", "keeping-quiet"), False),
    "keeping-referrals": (_command("keeping", "keeping-referrals"), False),
    "keeping-review": (_command("keeping", "keeping-review"), False),
    "keeping-empty": (_left_first_start("keeping"), True),
    "pipeline-deal": (_deal("open-deal"), False),
    "pipeline-discount": (_discount, False),
    "pipeline-sold": (_sold, False),
    "pipeline-won": (_deal("deal-won"), False),
    "pipeline-lost": (_deal("deal-lost"), False),
    "pipeline-lost-ones": (_command("pipeline", "lost-deals"), False),
    "pipeline-new": (_command("pipeline", "new-deal"), False),
    "pipeline-empty": (_left_first_start("pipeline"), True),
    "products-new": (_command("products", "new-product"), False),
    "products-empty": (_left_first_start("products"), True),
    "competitors-empty": (_left_first_start("competitors"), True),
    "expenses-empty": (_left_first_start("expenses"), True),
    "goals-new": (_open("goals", "new"), False),
    "goals-timeline": (_command("goals", "goals-timeline"), False),
    "goals-empty": (_left_first_start("goals"), True),
    "playbook-empty": (_left_first_start("playbook"), True),
    "insights-empty": (_left_first_start("insights"), True),
    "fair-ledger": (_open("capture", "ledger"), False),
    "handover-team": (_open("handover", "team:"), False),
    "handover-ledger": (_open("handover", "ledger:"), False),
    "settings-stages": (_open("settings", "stages"), False),
    "timer": (_command("today", "timer-today"), False),
    "prospects-deal": (_deal_with, False),
    "messages-to-one": (_of_someone("messages"), False),
    "messages-templates": (_command("prospects", "templates"), False),
    "brief": (_of_someone("brief"), False),
    "import-preview": (_importing, False),
    "palette": (_palette, False),
    "shortcuts": (_command("prospects", "shortcuts"), False),
}
