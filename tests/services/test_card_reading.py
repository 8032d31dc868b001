"""Cards are read beside the window: begun with the first, let go when idle, stopped at once, begun anew when broken."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.services.card_reading import CardReader
from tests.capture.drawn_card import drawn_card


def nobody(_done: int, _total: int) -> None:
    """Nobody watches."""


@pytest.fixture
def reader() -> Iterator[CardReader]:
    one = CardReader()
    yield one
    one.close()


def test_a_card_is_read_in_a_process_of_its_own_and_this_one_loads_nothing_of_it(reader: CardReader) -> None:
    content, truth = drawn_card()
    before = {"cv2", "rapidocr", "onnxruntime"} & set(sys.modules)
    card = reader.read(content, region="NO", tell=nobody)
    assert (card.draft.name,) == truth["name"]
    assert tuple(one.value for one in card.draft.emails) == truth["email"]
    assert card.picture[:2] == b"\xff\xd8"  # a JPEG, in which the boxes lie
    assert all(one.box.right <= card.size[0] and one.box.bottom <= card.size[1] for one in card.fields)
    assert {"cv2", "rapidocr", "onnxruntime"} & set(sys.modules) == before


def test_the_process_is_kept_for_the_next_card_and_ended_when_none_comes() -> None:
    content, _truth = drawn_card()
    reader = CardReader(idle=0.2)
    reader.read(content, region="NO", tell=nobody)
    ended = time.monotonic() + 20
    while reader.worker is not None and time.monotonic() < ended:
        time.sleep(0.05)
    assert reader.worker is None
    reader.read(content, region="NO", tell=nobody)
    reader.close()
    assert reader.worker is None


def test_a_stop_ends_it_while_it_reads_and_the_next_card_is_read(reader: CardReader) -> None:
    content, truth = drawn_card()

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        reader.read(content, region="NO", tell=stop)
    assert reader.worker is None
    assert (reader.read(content, region="NO", tell=nobody).draft.name,) == truth["name"]


def test_a_process_that_the_system_ended_is_told_in_words_and_begun_anew(reader: CardReader) -> None:
    content, truth = drawn_card()
    reader.read(content, region="NO", tell=nobody)
    assert reader.worker is not None

    def killed(_done: int, _total: int) -> None:
        assert reader.worker is not None
        reader.worker.kill()

    with pytest.raises(EnvironmentTrouble, match="broke off"):
        reader.read(content, region="NO", tell=killed)
    assert (reader.read(content, region="NO", tell=nobody).draft.name,) == truth["name"]


def test_what_is_no_picture_is_refused_and_the_process_goes_on(reader: CardReader) -> None:
    content, _truth = drawn_card()
    reader.read(content, region="NO", tell=nobody)
    first = reader.worker
    with pytest.raises(UserError, match="no picture"):
        reader.read(b"not a picture", region="NO", tell=nobody)
    reader.read(content, region="NO", tell=nobody)
    assert reader.worker is first


CUT_OFF = """
import socket, sys
from pathlib import Path
def refused(*_told, **_named):
    sys.stderr.write("asked for the network")
    sys.exit(9)
class Cut(socket.socket):  # may be made and bound: urllib3 asks so whether there is IPv6
    connect = connect_ex = sendto = sendmsg = refused
socket.socket, socket.create_connection, socket.getaddrinfo = Cut, refused, refused
from salesdesk.services.card_reading import read_here
sys.stdout.buffer.write(read_here(Path(sys.argv[1]).read_bytes(), "NO").draft.name.encode())
"""


@pytest.mark.parametrize("how", ["small", "a poster"])
def test_what_would_only_be_guessed_is_no_card(reader: CardReader, how: str) -> None:
    content, _truth = drawn_card()
    with Image.open(io.BytesIO(content)) as whole:
        if how == "small":
            made = whole.resize((150, 150 * whole.height // whole.width))
        else:
            made = Image.new("RGB", (900, 500), "white")
            font = ImageFont.load_default(size=60)
            ImageDraw.Draw(made).text((120, 200), "Can To Get App", fill="black", font=font)
    out = io.BytesIO()
    made.convert("RGB").save(out, "PNG")
    with pytest.raises(UserError, match="no card to be read"):
        reader.read(out.getvalue(), region="NO", tell=nobody)


def test_a_card_is_read_with_the_network_cut_off(tmp_path: Path) -> None:
    content, truth = drawn_card()
    picture = tmp_path / "card.jpg"
    picture.write_bytes(content)
    run = subprocess.run(
        [sys.executable, "-c", CUT_OFF, str(picture)],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert (run.returncode, run.stdout.decode(), run.stderr.decode()) == (0, truth["name"][0], "")


def test_reading_a_card_leaves_no_mark_by_which_a_maker_of_its_parts_knows_the_laptop(tmp_path: Path) -> None:
    content, truth = drawn_card()
    picture, home = tmp_path / "card.jpg", tmp_path / "home"
    picture.write_bytes(content)
    home.mkdir()
    kept = {
        name: value for name, value in os.environ.items() if name in {"PATH", "LD_LIBRARY_PATH", "SYSTEMROOT"}
    }
    script = CUT_OFF + "import time; time.sleep(1)"  # it is written by a thread of its own
    run = subprocess.run(
        [sys.executable, "-c", script, str(picture)],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
        env=kept | {"HOME": str(home), "PYTHONUTF8": "1"},  # and nothing that says it is a test
    )
    assert (run.returncode, run.stdout.decode()) == (0, truth["name"][0])
    assert [one.name for one in home.rglob("*") if one.is_file()] == []
