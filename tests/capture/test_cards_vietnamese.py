"""Vietnamese cards: letters that the recogniser lacks are completed by the words that such cards are written with."""

from __future__ import annotations

import pytest

from salesdesk.capture.cards.completing import completed, is_vietnamese
from salesdesk.capture.cards.reading import of_lines
from tests.capture.card_lines import lines


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Trưng phòng xut khu", "Trưởng phòng xuất khẩu"),
        ("Phó giám dic", "Phó giám đốc"),
        ("Công ty Cl ph[n Cl khí Hà N[i", "Công ty Cổ phần Cơ khí Hà Nội"),
        ("Hi Phòng Logistics", "Hải Phòng Logistics"),
        ("25 Trn Phú, Hi Châu", "25 Trần Phú, Hải Châu"),
        ("Nguyn Th Minh Khai", "Nguyễn Thị Minh Khai"),
        ("VinaPack Bao Bì", "VinaPack Bao Bì"),
    ],
)
def test_letters_that_were_left_out_are_completed(read: str, meant: str) -> None:
    assert completed(lines(read))[0].text == meant


def test_the_mailbox_completes_the_name() -> None:
    with_mailbox = completed(lines("Trln Đlc Thl]ng", "thang.tran@cokhihanoi.com.vn"))
    assert with_mailbox[0].text == "Trần Đức Thắng"


def test_what_was_completed_is_to_be_looked_at() -> None:
    fields, _left, _where = of_lines(
        lines(("Vũ Quc Huy", 50), "Phó giám đốc", "", "+84 936 550 118", "huy.vu@hplogistics.vn"), "NO"
    )
    doubtful = {one.name for one in fields if one.doubtful}
    assert doubtful == {"name"}


def test_addresses_domains_and_numbers_are_left_as_they_are() -> None:
    texts = ("nhung.pham@detmaydanang.vn", "detmaydanang.vn", "ĐT: 0905 118 276")
    assert [one.text for one in completed(lines(*texts))] == list(texts)


def test_phones_domains_or_letters_say_that_a_card_is_vietnamese() -> None:
    assert is_vietnamese(lines("+84 24 3858 4416"))
    assert is_vietnamese(lines("Phạm Hồng Nhung", "Trưởng phòng mua hàng"))
    assert not is_vietnamese(lines("Håkon Sæther", "hakon@saether-sonner.no"))


def test_a_town_without_a_postal_code_is_an_address() -> None:
    _fields, _left, where = of_lines(
        lines("72 Lê Thánh Tôn, Quận 1", "TP. Hồ Chí Minh", "+84 28 3822 9678"), "NO"
    )
    assert where is not None
    assert where.field.value == "72 Lê Thánh Tôn, Quận 1, TP. Hồ Chí Minh"
    assert (where.draft.street, where.draft.city) == ("72 Lê Thánh Tôn, Quận 1", "TP. Hồ Chí Minh")
