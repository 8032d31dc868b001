"""Business cards are read where a picture holds no code, saved once, and their picture stays with the prospect."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.capture.drawn_card import drawn_card
from tests.capture.drawn_codes import drawn, laid, written
from tests.cli.desk import Desk


def test_a_card_is_told_by_its_fields_as_they_are_printed_and_nothing_is_saved(desk: Desk) -> None:
    content, truth = drawn_card(1)
    (told,) = desk.ask("scan", desk.file("card.jpg", content))
    fields = told["fields"]
    assert told["kind"] == "card"
    assert 0.5 < told["confidence"] <= 1.0
    assert "name" not in told["doubtful"]
    assert (fields["name"], fields["title"]) == (*truth["name"], *truth["title"])
    assert tuple(fields["emails"]) == truth["email"]
    assert tuple(fields["phones"]) == truth["phone"]
    assert tuple(fields["addresses"]) == truth["address"]
    assert desk.ask("find")["total"] == 0


def test_a_card_that_is_saved_twice_is_one_prospect_with_its_picture_once(desk: Desk) -> None:
    content, truth = drawn_card(1)
    file = desk.file("card.jpg", content)
    first, second = desk.ask("scan", "--save", file)[0], desk.ask("scan", "--save", file)[0]
    assert (first["known"], second["known"]) == (False, True)
    assert first["prospect"] == second["prospect"]
    shown = desk.ask("show", first["prospect"])
    assert (shown["name"],) == truth["name"]
    assert [one["name"] for one in shown["attachments"]] == ["card.jpg"]
    assert shown["attachments"][0]["kind"] == "file"  # not their face


def test_a_card_that_was_saved_is_taken_back_with_its_picture_by_one_undo(desk: Desk) -> None:
    content, _truth = drawn_card(1)
    desk.ask("scan", "--save", desk.file("card.jpg", content))
    desk.ask("undo")
    assert desk.ask("find")["total"] == 0


def test_a_person_reads_the_fields_of_a_card_line_by_line(desk: Desk) -> None:
    content, truth = drawn_card(1)
    said = desk.call("scan", desk.file("card.jpg", content)).out.splitlines()
    assert said[0].endswith(truth["name"][0])
    assert f"    {truth['title'][0]}" in said


def test_the_squares_of_a_code_are_not_read_as_somebody(desk: Desk) -> None:
    drawn_card()  # or it is left out
    link = "https://example.com/v?id=77"
    (told,) = desk.ask("scan", desk.file("link.png", written(laid(drawn(link, scale=9)))))
    assert (told["kind"], told["text"]) == ("code", link)


def test_the_address_in_a_cards_code_comes_with_what_is_printed_on_it(desk: Desk) -> None:
    content, truth = drawn_card(1)
    card = Image.open(BytesIO(content)).convert("RGB")
    wider = Image.new("RGB", (card.width + 400, card.height), "white")
    wider.paste(card, (0, 0))
    wider.paste(drawn("https://fjord.example/åse"), (card.width + 60, 100))
    (told,) = desk.ask("scan", desk.file("card.png", written(wider)))
    assert told["kind"] == "card"
    assert (told["fields"]["name"],) == truth["name"]
    assert "https://fjord.example/åse" in told["fields"]["webs"]


def test_a_second_card_in_a_photograph_is_not_passed_over_in_silence(desk: Desk) -> None:
    drawn_card()  # or it is left out
    table = Image.new("RGB", (2600, 1000), (60, 60, 60))
    with Image.open(Path(__file__).parents[1] / "data" / "card.jpg") as card:
        card.thumbnail((1100, 700))
        table.paste(card, (100, 150))
        table.paste(card, (1400, 150))
    said = desk.call("scan", desk.file("two.png", written(table)))
    assert "another card in this picture" in said.err
    assert "Søren Bæk" in said.out


def test_a_card_alone_is_not_said_to_have_another_beside_it(desk: Desk) -> None:
    content, _truth = drawn_card(1)
    assert "another card" not in desk.call("scan", desk.file("card.jpg", content)).err
