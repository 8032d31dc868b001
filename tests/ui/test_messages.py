"""Writing from templates, as a seller does it: nothing is sent, and only who agreed is written to."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from salesdesk.domain.consents import Consent
from salesdesk.services import deals, templates
from salesdesk.services.cards import card
from salesdesk.services.deals import DealDraft
from salesdesk.ui import dialogs
from salesdesk.ui.desk import Desk
from salesdesk.ui.messages.letters import Letters
from salesdesk.ui.messages.page import MessagesPage
from salesdesk.ui.widgets import paper
from salesdesk.ui.widgets.rows import RowList
from tests.factories import capture
from tests.ui.driving import settled, typed


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> MessagesPage:
    templates.begin_with_usual(desk.store)
    made = MessagesPage(desk)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    settled()
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """The addresses that were given to the system to open."""
    urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url) or True)
    return urls


def someone(desk: Desk, name: str, address: str, *, agreed: bool = True) -> UUID:
    made = capture(desk.store, name, emails=(address,) if address else ()).prospect
    if agreed:
        with desk.store.change("Consent") as unit:
            unit.add(Consent(prospect=made, channel="email", basis="consent", at=unit.now))
    return made


def notes(shown: RowList) -> list[str]:
    rows = [shown.rows.at(shown.rows.index(place)) for place in range(shown.rows.rowCount())]
    return [row.note for row in rows if row is not None]


def kinds(desk: Desk, prospect: UUID) -> list[str]:
    with desk.store.read() as reading:
        found = card(reading, prospect)
    assert found is not None
    return [one.kind for one in found.activities]


def test_a_draft_to_one_is_filled_in_changed_opened_and_noted_only_when_it_was_sent(
    desk: Desk, page: MessagesPage, opened: list[QUrl]
) -> None:
    zofia = someone(desk, "Zofia Żak", "zofia@x.pl", agreed=False)
    page.open(f"write:{zofia}")
    settled()
    writing = page.writing
    assert writing.preview.body.toPlainText().startswith("Hello Zofia,")
    writing.preview.subject.clear()
    typed(writing.preview.subject, "Takk, łódź đ")
    desk.commands.find("open-draft").run()
    assert [bytes(url.toEncoded().data()).decode().partition("&")[0] for url in opened] == [
        "mailto:zofia@x.pl?subject=Takk%2C%20%C5%82%C3%B3d%C5%BA%20%C4%91"
    ]
    assert kinds(desk, zofia) == ["note"]
    assert not writing.sent.isHidden()
    writing.sent.no.click()
    assert kinds(desk, zofia) == ["note"]
    writing.open_it()
    writing.sent.yes.click()
    assert kinds(desk, zofia) == ["note", "email"]
    assert writing.sent.isHidden()


def test_a_message_too_long_for_a_link_is_opened_as_a_file(
    desk: Desk, page: MessagesPage, opened: list[QUrl]
) -> None:
    page.open(someone(desk, "Åse Ødegård", "ase@x.no"))
    page.writing.preview.body.setPlainText("Hei på deg. " * 300)
    page.writing.open_it()
    assert [Path(url.toLocalFile()).name for url in opened] == ["Åse Ødegård.eml"]
    assert Path(opened[0].toLocalFile()).read_bytes().startswith(b"To: ")


def test_thanks_to_many_go_to_those_who_agreed_and_the_others_are_named(
    desk: Desk, page: MessagesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = someone(desk, "Åsa Nyström", "asa@x.se")
    someone(desk, "Jan Żak", "jan@x.pl")
    someone(desk, "Marek Łukasik", "marek@x.pl", agreed=False)
    page.open("query:")
    settled()
    writing = page.writing
    assert notes(writing.left_out.list) == ["has not agreed to get email"]
    assert writing.preview.body.isReadOnly()
    writing.preview.turn(1)
    assert writing.preview.body.toPlainText().startswith("Hello Jan,")
    writing.unasked.click()
    settled()
    assert writing.left_out.list.rows.rowCount() == 0
    monkeypatch.setattr(dialogs, "folder", lambda *_said: tmp_path / "drafts")
    monkeypatch.setattr(paper, "look_at", lambda _file: None)
    writing.save_all.click()
    settled()
    assert len(list((tmp_path / "drafts").glob("*.eml"))) == 3
    writing.sent.yes.click()
    settled()
    assert kinds(desk, first) == ["note", "email"]


def test_feedback_is_asked_for_from_a_sale_and_who_cannot_be_reached_is_said(
    desk: Desk, page: MessagesPage
) -> None:
    zofia = someone(desk, "Zofia Żak", "zofia@x.pl")
    sale = deals.open_deal(desk.store, DealDraft(title="Brett til kafeen", prospect=zofia, currency="NOK"))
    deals.win(desk.store, sale.id)
    page.open(f"feedback:{sale.id}")
    settled()
    assert "Brett til kafeen" in page.writing.preview.subject.text()
    page.open(someone(desk, "No Mail", ""))
    settled()
    assert not page.writing.can_open()
    assert "no email address" in page.writing.trouble.text()


def test_templates_begin_with_the_usual_ones_and_save_themselves(desk: Desk, qtbot: QtBot) -> None:
    page = MessagesPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.open("templates")
    settled()
    page.templates.begin()
    assert page.templates.list.rows.rowCount() == 12
    page.templates.ask_new()
    form = page.templates.form
    form.name.clear()
    typed(form.name, "Hilsen til Łódź")
    form.body.clear()
    typed(form.body, "Hei {fornavn} ")
    form.put("first_name")
    assert "{fornavn}" in form.unknown.text()
    form.body.clear()
    typed(form.body, "Hei {first_name, takk")
    assert "ends with a brace" in form.unknown.text()
    form.body.clear()
    typed(form.body, "Hei {fornavn} ")
    form.put("first_name")
    assert page.commit()
    form.purpose.setCurrentIndex(form.purpose.findData("nurture"))
    form.purpose.chosen.emit("nurture")
    form.name.clear()
    assert not page.commit()  # a template needs a name
    assert "needs a name" in form.fields["name"].trouble()
    typed(form.name, "Hilsen")
    assert page.commit()
    with desk.store.read() as reading:
        kept = templates.found(reading, "hilsen")
    assert (kept.body, kept.purpose) == ("Hei {fornavn} {first_name}", "nurture")
    settled()
    form.move_by(-1)
    form.delete()
    settled()
    assert page.templates.list.rows.rowCount() == 12


def test_a_dropped_letter_notes_itself_and_a_strangers_offers_to_take_them_in(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    zofia = someone(desk, "Zofia Żak", "zofia@x.pl")
    said: list[tuple[str, object]] = []
    desk.said.connect(lambda text, _undo, _act, on_act: said.append((text, on_act)))
    desk.offered.connect(lambda text, acts: said.append((text, acts)))
    for name, sender in (("a", "zofia@x.pl"), ("b", "Phạm Văn Đức <duc@x.vn>")):
        (tmp_path / f"{name}.eml").write_bytes(
            f"From: {sender}\r\nTo: me@x.no\r\nSubject: Hei\r\n\r\nHei".encode()
        )
    letters = Letters(desk, desk)
    letters.take([tmp_path / "a.eml"])
    settled()
    assert said.pop()[0] == "Email from Zofia Żak noted."
    assert kinds(desk, zofia) == ["note", "email-in"]
    letters.take([tmp_path / "a.eml", tmp_path / "b.eml"])
    settled()
    told, take_in = said.pop()
    assert told == "1 was noted before. Phạm Văn Đức is not known yet."
    assert callable(take_in)
    take_in()
    assert said.pop()[0] == "Captured Phạm Văn Đức"


def test_a_notice_stands_above_what_is_pressed_at_the_foot_of_a_message_or_a_template(
    page: MessagesPage,
) -> None:
    pressed = page.foot()
    assert pressed is None or pressed.isVisible()
    page.show_part("templates")
    settled()
    assert page.foot() is page.templates.form.insert
    assert page.templates.form.insert.isVisible()
