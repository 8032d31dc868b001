"""The settings of this device: shown, set, refused, and told where their file is broken."""

from __future__ import annotations

import json

import pytest

from salesdesk import settings
from salesdesk.store.derived_texts import sort_language
from tests.cli.desk import Desk
from tests.factories import open_store


def test_settings_are_kept_and_shown(desk: Desk) -> None:
    place = desk.folder / "stick"
    place.mkdir()
    shown = desk.ask("settings", "language=NB", "country=se", "currency=sek", f"second_backup={place}")
    assert (shown["language"], shown["country"], shown["currency"]) == ("nb", "SE", "SEK")
    assert shown["second_backup"] == str(place)
    assert desk.ask("settings") == shown
    assert "country=SE" in desk.call("settings").out
    assert settings.load().country == "SE"
    desk.people("Åse Łęcka,,,")
    assert list(place.glob("*.db"))


def test_an_empty_value_is_as_the_system_says(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "sv_SE.UTF-8")
    shown = desk.ask("settings", "country=")
    assert (shown["country"], shown["at_work"]["country"]) == ("", "SE")
    assert "SE (as the system says)" in desk.call("settings").out


@pytest.mark.parametrize(
    ("pair", "hint"),
    [
        ("language=xx", "en, nb"),
        ("country=Norway", "NO"),
        ("currency=kroner", "NOK"),
        ("second_backup=/nowhere/at/all", "Make it first"),
        ("colour=red", "second_backup"),
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_is_kept(desk: Desk, pair: str, hint: str) -> None:
    before = settings.file().read_bytes()
    answer = desk.call("--json", "settings", "currency=EUR", pair)
    assert answer.code == 3
    assert hint in answer.document["hint"]
    assert settings.file().read_bytes() == before
    assert desk.call("settings", "country").code == 2


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"language": 7}', '{"language": "xx"}', '{"country": "Norway"}', "\x00"]
)
def test_broken_settings_are_told_by_every_command_and_by_doctor(desk: Desk, content: str) -> None:
    settings.file().write_text(content, "utf-8")
    for words in (("find",), ("today",), ("doctor",)):
        assert "settings.json" in desk.call(*words).err
    assert desk.call("--quiet", "find").err == ""
    checks = desk.call("--json", "doctor").document["checks"]
    assert not next(one["ok"] for one in checks if one["name"] == "settings")
    desk.ask("settings", "country=NO")
    assert json.loads(settings.file().read_text("utf-8"))["country"] == "NO"
    assert "settings.json" not in desk.call("find").err


def test_the_language_speaks_at_once_and_sorts_the_lists(desk: Desk) -> None:
    answer = desk.call("settings", "language=nb")
    assert answer.code == 0
    with open_store(desk.path) as store, store.reading_raw() as connection:
        assert sort_language(connection) == "nb"
    assert "treff" in desk.call("find").out
