"""What Click says of words that are off is said in the seller's language, like all else."""

from __future__ import annotations

import ast
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from salesdesk import i18n, paths
from salesdesk.cli.click_words import TEXTS, plurals
from tests.cli.desk import Desk


@pytest.fixture
def capitals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue that marks each text of Click's with a letter of its own, where English has none."""
    said = Catalog(locale="nb")
    for text in TEXTS:
        said.add(text, f"Ø {text}")
    i18n.use("en")
    for one, many in zip(plurals(1), plurals(2), strict=True):
        said.add((one, many), (f"Ø {one}", f"Ø {many}"))
    made = tmp_path / "said" / "nb" / "LC_MESSAGES" / "salesdesk.mo"
    made.parent.mkdir(parents=True)
    with made.open("wb") as file:
        write_mo(file, said)
    monkeypatch.setattr(paths, "resource", lambda *_names: tmp_path / "said")


@pytest.mark.usefixtures("capitals")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import",), "Ø Missing argument"),
        (("export", "--where"), "Ø Option '--where' requires an argument."),
        (("show", "--colour"), "Ø No such option '--colour'."),
        (("undo", "--forse"), "Ø (Did you mean one of: '--force'"),
        (("undo", "--force=yes"), "Ø Option '--force' does not take a value."),
        (("undo", "one", "two"), "Ø Got unexpected extra argument (two)"),
        (("find", "--of", "spoons"), "Ø Invalid value for '--of': Ø 'spoons' is not one of"),
        (("find", "--limit", "many"), "Ø 'many' is not a valid"),
        (("find", "--limit", "-1"), "Ø -1 is not in the range"),
        (("fnid",), "Ø No such command 'fnid'."),
        (("fnid",), "Ø Try 'salesdesk --help' for help."),
    ],
)
def test_words_that_are_off_are_told_in_the_language_in_use(
    desk: Desk, words: tuple[str, ...], said: str
) -> None:
    answer = desk.call("--lang", "nb", *words)
    assert answer.code == 2
    assert said in answer.err
    assert "Ø Error:" in answer.err
    assert "Ø" not in desk.call(*words).err


def test_each_text_is_one_that_click_has() -> None:
    folder = Path(click.__file__).parent
    known = {
        node.value
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant)
    }
    i18n.use("en")
    assert {*TEXTS, *plurals(1), *plurals(2)} - known == set()
