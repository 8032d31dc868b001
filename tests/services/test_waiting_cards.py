"""Cards that were read wait until the seller has looked at them, whatever happens to the window."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.capture.cards.fields import Field, ReadCard
from salesdesk.capture.cards.lines import Box
from salesdesk.domain.drafts import AddressDraft, Detail, ProspectDraft, Row
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import EnvironmentTrouble
from salesdesk.exchange import vcard
from salesdesk.exchange.vcard_writing import card_of
from salesdesk.services import attachments, capturing, meeting, prospects
from salesdesk.services.meeting import Meeting
from salesdesk.services.waiting_cards import WaitingCards
from salesdesk.store import files
from salesdesk.store.database import Store
from tests.factories import open_store

LUKASZ = ProspectDraft(
    name="Łukasz Żak",
    title="Właściciel",
    company="Żak & Søn, s. c.",
    phones=(Detail("+48 601 234 567", "mobile"), Detail("+48 22 345 67 89", "work")),
    emails=(Detail("lukasz@zak.example", "work"),),
    webs=(Detail("www.zak.example", "work"),),
    addresses=(AddressDraft(street="ul. Długa 4", postal_code="31-146", city="Kraków", country="PL"),),
    note="Od 1987",
)
READ = ReadCard(
    draft=LUKASZ,
    fields=(
        Field("name", "Łukasz Żak", 0.98, Box(10, 10, 200, 40)),
        Field("title", "Właściciel", 0.98, Box(10, 40, 120, 50)),
        Field("company", "Żak & Søn, s. c.", 0.95, Box(300, 10, 500, 40)),
        Field("phone", "+48 601 234 567", 0.6, Box(10, 50, 200, 70), "mobile"),
        Field("phone", "+48 22 345 67 89", 0.9, Box(10, 70, 200, 90), "work"),
        Field("email", "lukasz@zak.example", 0.9, Box(10, 90, 200, 110)),
        Field("web", "www.zak.example", 0.9, Box(10, 110, 200, 130)),
        Field("address", "ul. Długa 4, 31-146 Kraków", 0.9, Box(10, 130, 200, 170)),
    ),
    left=("Od 1987",),
    picture=b"straightened",
    size=(640, 400),
)


def met(store: Store, prospect: UUID) -> Prospect:
    with store.read() as reading:
        return reading.need(Prospect, prospect)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.db") as one:
        yield one


def test_a_card_waits_over_a_restart_with_all_that_was_read(store: Store) -> None:
    card = WaitingCards(store).add(READ, b"photograph", "IMG_0042.jpg")
    after = WaitingCards(store)
    (one,) = after.ids()
    found = after.get(one)
    assert found == card
    assert found is not None
    assert (found.fields, found.size, found.doubtful) == (READ.fields, READ.size, 1)
    assert after.picture(one) == b"straightened"
    assert found.photo.name == "IMG_0042.jpg"
    assert files.whole(store.path, found.photo.sha256)


def test_whom_it_tells_of_is_the_same_after_it_waited(store: Store) -> None:
    card = WaitingCards(store).add(READ, b"photograph", "IMG_0042.jpg")
    assert capturing.draft_of(card.text, store, region="NO") == LUKASZ


_words = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=20).map(str.strip)


@given(st.tuples(_words, _words, _words, _words, _words))
def test_whatever_was_read_is_the_same_after_it_waited(said: tuple[str, ...]) -> None:
    name, title, company, phone, note = (" ".join(one.split()) for one in said)
    draft = ProspectDraft(
        name=name or "Åse", title=title, company=company, note=note, phones=(Detail(phone),) if phone else ()
    )
    (row,) = vcard.read(card_of(draft))
    assert isinstance(row, Row)
    assert row.draft == draft


def test_what_was_said_of_a_card_waits_with_it_and_goes_with_it(store: Store) -> None:
    waiting = WaitingCards(store)
    card = waiting.add(READ, b"photograph", "IMG_0042.jpg")
    assert waiting.said(card.id) is None
    waiting.keep_said(card.id, {"name": "Łukasz Żąk"})
    assert WaitingCards(store).said(card.id) == {"name": "Łukasz Żąk"}
    waiting.done(card.id)
    assert waiting.said(card.id) is None


def test_the_cards_come_in_the_order_in_which_they_were_read(store: Store) -> None:
    waiting = WaitingCards(store)
    added = [waiting.add(READ, bytes([number]), f"{number}.jpg").id for number in range(5)]
    assert waiting.ids() == added


def test_a_card_that_was_saved_is_gone_and_its_photograph_stays_with_the_prospect(store: Store) -> None:
    waiting = WaitingCards(store)
    card = waiting.add(READ, b"photograph", "IMG_0042.jpg")
    made = meeting.save(store, Meeting(draft=LUKASZ, picture=card.photo), region="NO").prospect
    waiting.done(card.id)
    waiting.sweep()
    assert waiting.ids() == []
    assert waiting.picture(card.id) == b""
    assert files.whole(store.path, card.photo.sha256)
    assert waiting.were_read(card.photo.sha256)
    prospects.delete(store, met(store, made), "Łukasz Żak")
    assert not waiting.were_read(card.photo.sha256)


def test_a_folder_that_is_read_again_opens_each_card_that_waits_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    photographs = [bytes([number]) for number in range(12)]
    for photograph in photographs:
        WaitingCards(store).add(READ, photograph, "IMG_0042.jpg")
    waiting = WaitingCards(store)
    opened: list[Path] = []
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda file: (opened.append(file), read(file))[1])
    assert all(waiting.were_read(sha256(photograph).hexdigest()) for photograph in photographs)
    assert len(opened) == len(photographs)
    waiting.done(waiting.ids()[0])
    assert not waiting.were_read(sha256(photographs[0]).hexdigest())


def test_a_card_that_was_put_aside_can_be_brought_back_until_it_is_swept(store: Store) -> None:
    waiting = WaitingCards(store)
    card = waiting.add(READ, b"photograph", "IMG_0042.jpg")
    waiting.put_aside(card.id)
    assert waiting.ids() == []
    waiting.bring_back(card.id)
    assert waiting.get(card.id) == card
    waiting.put_aside(card.id)
    waiting.sweep()
    waiting.bring_back(card.id)
    assert waiting.ids() == []
    assert not files.whole(store.path, card.photo.sha256)


def test_the_sweep_leaves_a_photograph_that_another_card_was_read_from(store: Store) -> None:
    waiting = WaitingCards(store)
    twice = [waiting.add(READ, b"photograph", "IMG_0042.jpg") for _time in range(2)]
    waiting.put_aside(twice[0].id)
    waiting.sweep()
    assert waiting.ids() == [twice[1].id]
    assert files.whole(store.path, twice[1].photo.sha256)


def test_the_sweep_leaves_a_photograph_that_a_record_names(store: Store, tmp_path: Path) -> None:
    waiting = WaitingCards(store)
    kept = tmp_path / "same.jpg"
    kept.write_bytes(b"photograph")
    made = meeting.save(store, Meeting(draft=LUKASZ), region="NO").prospect
    attachments.attach(store, kept, made)
    card = waiting.add(READ, b"photograph", "IMG_0042.jpg")
    waiting.put_aside(card.id)
    waiting.sweep()
    assert files.whole(store.path, card.photo.sha256)


@pytest.mark.parametrize("broken", [b"", b"[]", b"{", b'{"text": 1}', b"\xff\xfe"])
def test_a_broken_one_is_not_shown_and_breaks_nothing(store: Store, broken: bytes) -> None:
    waiting = WaitingCards(store)
    card = waiting.add(READ, b"photograph", "IMG_0042.jpg")
    next(store.path.parent.glob("*-cards/*.json")).write_bytes(broken)
    assert waiting.get(card.id) is None
    assert waiting.get("../store") is None
    assert waiting.were_read("0" * 64) is False


def test_a_card_that_names_a_file_elsewhere_is_not_shown_and_that_file_stays(store: Store) -> None:
    waiting = WaitingCards(store)
    card = waiting.add(READ, b"photograph", "IMG_0042.jpg")
    mine = store.path.with_name("mine.txt")
    mine.write_text("my own")
    kept = next(store.path.parent.glob("*-cards/*.json"))
    kept.write_text(kept.read_text().replace(card.photo.sha256, f"../{'../' * 40}{str(mine)[1:]}"))
    assert waiting.get(card.id) is None
    waiting.put_aside(card.id)
    waiting.sweep()
    assert mine.exists()


def test_of_a_card_that_the_disk_refuses_nothing_is_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = WaitingCards(store)
    folder = store.path.with_name(f"{store.path.name}-cards")
    written = WaitingCards._write

    def refused(file: Path, content: bytes) -> None:
        if file.suffix == ".json":
            raise EnvironmentTrouble("The disk is full.")
        written(file, content)

    monkeypatch.setattr(WaitingCards, "_write", staticmethod(refused))
    with pytest.raises(EnvironmentTrouble):
        waiting.add(READ, b"photograph", "1.jpg")
    assert list(folder.iterdir()) == []
    assert not files.where(store.path, sha256(b"photograph").hexdigest()).exists()
