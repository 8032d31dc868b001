"""Cards of other programs that were brought in and are handed out again: with every value that they came with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import pytest

from salesdesk.domain.drafts import Refused, Row
from salesdesk.exchange import vcard
from salesdesk.services import exports
from salesdesk.store.database import Store
from tests.exchange.test_vcard_corpus import FOLDER, files, squeezed, strings, values
from tests.factories import bring_in, fresh_copy, open_store

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{uid}\r\nFN:Åsa Nyström\r\nEND:VCARD\r\n"


def test_a_card_goes_out_with_the_uid_it_came_with(store: Store, tmp_path: Path) -> None:
    came, went = tmp_path / "came.vcf", tmp_path / "went.vcf"
    came.write_text(CARD.format(uid="4711@phone.example"), encoding="utf-8")
    bring_in(store, came)
    exports.export(store, went)
    [row] = vcard.read(went.read_bytes())
    assert isinstance(row, Row)
    assert row.draft.uid == "4711@phone.example"


def there_and_back(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """For each file of cards, the values that are neither in what is exported nor in what was refused."""
    open_store(folder / "template.db").close()
    for number, (name, data) in enumerate(files()):
        came = folder / str(number) / "came.vcf"
        with open_store(fresh_copy(folder / "template.db", came.with_name("store.db"))) as store:
            came.write_bytes(data)
            [staged] = bring_in(store, came)
            went = came.with_name("went.vcf")
            exports.export(store, went)
        cards = vcard.read(went.read_bytes()) if went.exists() else ()  # of a file of nobody none is written
        items = (*cards, *staged.refused)
        told = [
            text
            for item in items
            for text in strings(item.original if isinstance(item, Refused) else astuple(item.draft))
        ]
        hay = squeezed("\n".join(told))
        yield name, [value for value in values(data) if value not in hay and basic(value) not in hay]


def basic(value: str) -> str:
    """A day and time as vCard 4.0 writes it; any other text as it is."""
    return re.sub("[-:]", "", value) if re.match(r"\d{4}-\d\d-\d\dT", value) else value


@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no vCards to try under {FOLDER}")
def test_what_comes_in_goes_out_with_every_value_it_came_with(tmp_path: Path) -> None:
    tried = list(there_and_back(tmp_path))
    losing = {name: lost[:3] for name, lost in tried if lost}
    assert 1 - len(losing) / len(tried) >= 0.97, losing
