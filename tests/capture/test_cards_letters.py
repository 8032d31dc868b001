"""A photographed card is laid straight and turned the right way up before it is read."""

from __future__ import annotations

import shutil
from io import BytesIO

import pytest
from PIL import Image

from salesdesk.capture import pictures
from salesdesk.capture.cards.reading import card
from tests.capture.drawn_card import drawn_card


def read(picture: Image.Image) -> dict[str, str]:
    """The fields of a card, read in this process."""
    from salesdesk.capture.cards import letters

    return {one.name: one.value for one in card(letters.read(picture), "NO").fields}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_card_is_read_however_it_was_held(turn: int) -> None:
    content, truth = drawn_card(2)
    found = read(pictures.opened(content).rotate(turn, expand=True))
    assert (found["name"],) == truth["name"]
    assert (found["email"],) == truth["email"]


def test_a_card_that_lies_askew_on_a_table_fills_the_straightened_picture() -> None:
    from salesdesk.capture.cards import letters

    content, truth = drawn_card(2)
    page = letters.read(pictures.opened(content))
    assert Image.open(BytesIO(page.picture)).size == page.size
    assert 1.4 < page.size[0] / page.size[1] < 1.9
    (name,) = (line for line in page.lines if line.text == truth["name"][0])
    assert name.box.left < page.size[0] / 8  # it stands at the card's own left, not the table's


@pytest.mark.parametrize("size", [(3000, 1), (1, 3000), (3000, 2), (2, 900), (1, 1)])
def test_a_picture_thin_as_a_line_holds_no_card(size: tuple[int, int]) -> None:
    assert read(Image.new("RGB", size, "white")) == {}


def test_vietnamese_letters_are_read_by_tesseract_where_the_system_has_it() -> None:
    from salesdesk.capture.cards import letters, vietnamese

    content, truth = drawn_card(9)
    if shutil.which("tesseract") is None or not vietnamese.can_read():
        pytest.skip("tesseract with `vie` is not installed")
    lines = [line.text for line in letters.read(pictures.opened(content)).lines]
    assert truth["name"][0] in lines


def test_a_picture_without_a_card_has_no_lines() -> None:
    drawn_card(0)  # skips where nothing can be read
    from salesdesk.capture.cards import letters

    assert letters.read(Image.new("RGB", (300, 200), "white")).lines == ()
