"""Files of a prospect, whatever they are called and wherever they go."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from salesdesk.domain.attachments import Attachment
from salesdesk.services import attachments
from salesdesk.store.database import Store
from tests.factories import capture


@pytest.mark.skipif(sys.platform != "linux", reason="the other systems' names are always text")
def test_a_file_whose_name_is_no_text_is_attached_and_opened(store: Store, tmp_path: Path) -> None:
    prospect = capture(store, "Åse Łoś-Đặng").prospect
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/blomst\xf8r.jpg"))  # Latin-1, from an old disk
    file.write_bytes(b"picture")
    one = attachments.attach(store, file, prospect).id
    with store.read() as reading:
        kept = reading.need(Attachment, one)
    assert (kept.name, kept.kind) == ("blomst\N{REPLACEMENT CHARACTER}r.jpg", "photo")
    assert attachments.to_open(store, kept, tmp_path / "copies").read_bytes() == b"picture"
