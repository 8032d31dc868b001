"""Work in a process of its own: what breaks there can be mended, since it is told where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from salesdesk import paths
from salesdesk.services import apart
from salesdesk.store.database import Store
from salesdesk.ui import dialogs
from tests.factories import open_store


def breaking(_store: Store) -> apart.Answer:
    """Work with a bug in it, whose error says what was asked."""

    def deep(asked: object) -> None:
        raise KeyError(asked)

    def answer(asked: tuple[Any, ...], _give: apart.Give, _tell: apart.Tell) -> object:
        return deep(asked)

    return answer


def nobody(_done: int, _total: int) -> None:
    """Nobody watches."""


def test_a_bug_in_a_process_of_its_own_is_reported_and_logged_with_its_place_and_without_names(
    tmp_path: Path,
) -> None:
    log = paths.log_folder() / "salesdesk.log"
    log.unlink(missing_ok=True)
    with open_store(tmp_path / "store.db") as store:
        process = apart.Apart(store, breaking)
        with pytest.raises(KeyError) as broken:
            process.ask(("Åsa Nyström",), nobody, writes=False)
        process.close()

    told = dialogs.report(broken.type, broken.value, broken.tb)
    logged = log.read_text("utf-8")

    for text in (told, logged):
        assert "test_apart.py" in text
        assert "deep" in text
        assert "KeyError" in text
        assert "Nyström" not in text
    log.unlink()
