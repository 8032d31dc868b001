"""The texts in every language: current, complete, and with the values that the English text fills in."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from salesdesk import i18n

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent


def load_script() -> Any:
    """packaging/translations.py; not importable by name, since a package is called packaging too."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert isinstance(module, ModuleType)
    return module


TRANSLATIONS = load_script()


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with one text, its catalogue translated."""
    (tmp_path / "salesdesk").mkdir()
    write_code(tmp_path, 'from salesdesk.i18n import _\n_("Call {name}")\n')
    monkeypatch.setattr(TRANSLATIONS, "ROOT", tmp_path)
    monkeypatch.setattr(TRANSLATIONS, "FOLDER", tmp_path / "translations")
    monkeypatch.setattr(TRANSLATIONS, "TEMPLATE", tmp_path / "translations" / "salesdesk.pot")
    TRANSLATIONS.extract()
    TRANSLATIONS.update()
    translate("Call {name}", "Ring {name} på lørdag")
    return tmp_path


def write_code(checkout: Path, code: str) -> None:
    (checkout / "salesdesk" / "texts.py").write_text(code, encoding="utf-8")


def translate(text: str, translation: str | tuple[str, ...]) -> None:
    file = TRANSLATIONS.catalogue_of("nb")
    catalogue: Catalog = TRANSLATIONS.read(file, "nb")
    message = catalogue.get(text)
    assert message is not None
    message.string = translation
    TRANSLATIONS.write(catalogue, file)


def told() -> list[str]:
    return [str(trouble) for trouble in TRANSLATIONS.troubles()]


def test_every_text_of_the_program_is_in_the_catalogues_and_said_in_bokmaal() -> None:
    found = told()
    if found:
        pytest.fail("\n".join([f"{len(found)} texts are not right:", *found]), pytrace=False)


def test_a_catalogue_that_fits_the_code_is_right(checkout: Path) -> None:
    assert told() == []


def test_a_text_that_came_into_the_code_is_missed_in_the_catalogues(checkout: Path) -> None:
    write_code(checkout, '_("Call {name}")\n_("Æ is new")\n')
    assert [line.split(":")[0] for line in told()] == ["salesdesk.pot", "salesdesk.po"]


def test_a_text_that_left_the_code_is_found_in_the_catalogues(checkout: Path) -> None:
    write_code(checkout, "")
    assert all("no longer in the code" in line for line in told())
    assert len(told()) == 2


def test_a_new_text_waits_for_its_translation_and_the_others_keep_theirs(checkout: Path) -> None:
    write_code(checkout, '_("Call {name}")\n_("Later")\n')
    TRANSLATIONS.extract()
    TRANSLATIONS.update()
    assert told() == ["salesdesk.po: not translated: 'Later'"]


def test_a_translation_marked_as_doubtful_is_told(checkout: Path) -> None:
    file = TRANSLATIONS.catalogue_of("nb")
    text = file.read_text(encoding="utf-8").replace('msgid "Call', '#, fuzzy\nmsgid "Call')
    file.write_text(text, encoding="utf-8")
    assert told() == ["salesdesk.po: fuzzy; check it and remove the mark: 'Call {name}'"]


@pytest.mark.parametrize("translation", ["Ring", "Ring {navn}", "Ring {name} og {who}"])
def test_a_translation_that_fills_in_other_values_is_told(checkout: Path, translation: str) -> None:
    translate("Call {name}", translation)
    (line,) = told()
    assert "must name name" in line


@pytest.mark.parametrize(
    ("translations", "right"),
    [
        (("én kunde i {town}", "{n} kunder i {town}"), True),
        (("{n} kunde i {town}", "{n} kunder i {town}"), True),
        (("én kunde", "{n} kunder i {town}"), False),
        (("én kunde i {town}", "mange kunder i {town}"), False),
        (("én kunde i {town}", ""), False),
    ],
)
def test_the_form_for_one_may_leave_out_its_number_only(
    checkout: Path, translations: tuple[str, str], *, right: bool
) -> None:
    write_code(checkout, 'ngettext("one customer in {town}", "{n} customers in {town}", 2)\n')
    TRANSLATIONS.extract()
    TRANSLATIONS.update()
    translate("one customer in {town}", translations)
    assert (told() == []) is right


def test_one_word_with_two_meanings_is_translated_twice(checkout: Path) -> None:
    write_code(checkout, 'pgettext("stage", "Won")\npgettext("button", "Won")\nN_("Lost")\n')
    TRANSLATIONS.extract()
    TRANSLATIONS.update()
    assert len([line for line in told() if "not translated" in line]) == 3


def test_the_files_change_only_when_a_text_does(checkout: Path) -> None:
    files = [TRANSLATIONS.TEMPLATE, TRANSLATIONS.catalogue_of("nb")]
    before = [file.read_bytes() for file in files]
    write_code(checkout, '\n\n# moved down\n_("Call {name}")\n')
    TRANSLATIONS.extract()
    TRANSLATIONS.update()
    assert [file.read_bytes() for file in files] == before
    assert b"Date" not in before[0] + before[1]


def test_a_changed_catalogue_is_compiled_anew_and_an_old_one_is_left(checkout: Path) -> None:
    TRANSLATIONS.compile_all()
    made = TRANSLATIONS.catalogue_of("nb").with_suffix(".mo")
    assert "lørdag".encode() in made.read_bytes()
    first = made.stat().st_mtime_ns
    TRANSLATIONS.compile_all()
    assert made.stat().st_mtime_ns == first


def test_a_checkout_speaks_bokmaal() -> None:
    subprocess.run([sys.executable, ROOT / "packaging" / "translations.py", "compile"], check=True)
    assert i18n.use("nb_NO") == "nb"
    assert i18n.use("no") == "nb"
    assert i18n.use("xx") == "en"
