"""What is written for people is so."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from salesdesk.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])


def test_the_page_of_commands_says_what_the_commands_say() -> None:
    spec = importlib.util.spec_from_file_location("commands", ROOT / "packaging" / "commands.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == module.page(), (
        "run: python packaging/commands.py"
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_the_readme_calls_only_commands_that_exist() -> None:
    called = re.findall(r"^    salesdesk (\w+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert called
    assert set(called) <= COMMANDS.keys()


def test_the_architecture_page_fits_on_two_pages_and_names_files_that_are_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert len(text.split()) < 1300
    for named in re.findall(r"`((?:domain|store|services|exchange|cli|tests)/[a-z_/]+\.py)`", text):
        assert (ROOT / named).exists() or (ROOT / "salesdesk" / named).exists(), named


def test_the_page_of_figures_names_every_figure() -> None:
    from salesdesk.domain.figures.catalogue import FIGURES

    text = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    for ident in FIGURES:
        family, _, variant = ident.partition(".")
        assert f"`{family}`" in text or f"`{family}.RUNG`" in text, ident
        assert not variant or f"`.{variant}`" in text or f"`{ident}`" in text or f"`{family}.RUNG`" in text, (
            ident
        )
