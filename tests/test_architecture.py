"""The shape of the code, held as tests: layers, sizes, names, and who alone may do what.

docs/architecture.md says why. Each violation is told as file:line and what to do about it.
"""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from importlinter.cli import lint_imports

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
NAMES_A_MODULE = re.compile(r'"(salesdesk(?:\.\w+)+)",?')
CAMERA = "salesdesk/ui/fairs/frame_source.py"
OPENER = "salesdesk/store/connections.py"
LONGEST = {"function": 50, "class": 300, "file": 400}
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
ASKS_THE_TIME = {
    *("datetime.now", "datetime.today", "datetime.utcnow", "date.today"),
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.strftime"),
}
OPENS_A_DATABASE = {
    *("sqlite3.connect", "sqlite3.Connection", "sqlite3.dbapi2.connect"),
    *("sqlalchemy.create_engine", "sqlalchemy.engine.create_engine", "sqlalchemy.engine_from_config"),
}


@dataclass(frozen=True)
class Source:
    """A Python file of the project."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"), str(self.path))

    @cached_property
    def lines(self) -> int:
        return len(self.path.read_text(encoding="utf-8").splitlines())

    @cached_property
    def full_names(self) -> dict[str, str]:
        """What each imported name stands for: `dt` → `datetime.datetime`."""
        names: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                names |= {a.asname or a.name.split(".")[0]: a.name if a.asname else a.name.split(".")[0]
                          for a in node.names}  # fmt: skip
            elif isinstance(node, ast.ImportFrom):
                names |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
        return names

    def calls(self) -> Iterator[tuple[ast.Call, str]]:
        """Each call, with the full name of what is called: `datetime.datetime.now`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                first, dot, rest = ast.unparse(node.func).partition(".")
                yield node, self.full_names.get(first, first) + dot + rest

    def imports(self) -> Iterator[tuple[ast.stmt, str]]:
        """Each imported module."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node, node.module

    def imports_by_name(self) -> Iterator[tuple[ast.expr, str]]:
        """Each module that is imported by its name in a text."""
        for node, called in self.calls():
            if called == "importlib.import_module" and isinstance(node.args[0], ast.Constant):
                yield node, str(node.args[0].value)

    def at(self, node: ast.stmt | ast.expr, what: str) -> str:
        return f"{self.name}:{node.lineno}: {what}"


def sources(*folders: str) -> list[Source]:
    return [Source(path) for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


PROGRAM = sources("salesdesk")
EVERYTHING = sources("salesdesk", "tests", "bench")


def none_of(violations: Iterable[str]) -> None:
    found = sorted(violations)
    if found:
        pytest.fail("\n".join(["", *found]), pytrace=False)


def test_imports_point_downwards_and_each_layer_keeps_to_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contracts = tmp_path / "pyproject.toml"
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    contracts.write_text(
        NAMES_A_MODULE.sub(lambda m: m[0] if is_written(m[1]) else "", text), encoding="utf-8"
    )
    if lint_imports(config_filename=str(contracts), no_cache=True, no_logo=True) != 0:
        pytest.fail(capsys.readouterr().out, pytrace=False)


def is_written(module: str) -> bool:
    """Whether the module that a contract names is there already."""
    path = ROOT.joinpath(*module.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def test_no_function_class_or_file_is_too_long_to_be_read_at_once() -> None:
    kinds = {ast.FunctionDef: "function", ast.AsyncFunctionDef: "function", ast.ClassDef: "class"}

    def too_long() -> Iterator[str]:
        for source in EVERYTHING:
            if source.lines > LONGEST["file"]:
                yield f"{source.name}:1: {source.lines} lines; split it by idea, at most {LONGEST['file']}"
            for node in ast.walk(source.tree):
                if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                    continue
                kind, lines = kinds[type(node)], (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST[kind]:
                    yield source.at(node, f"{node.name} has {lines} lines; split it, at most {LONGEST[kind]}")

    none_of(too_long())


def test_most_files_are_short() -> None:
    lengths = sorted(source.lines for source in PROGRAM if source.path.name != "__init__.py")
    assert statistics.median(lengths) <= 130, "half of the files have more than 130 lines; split by idea"
    longest = lengths[len(lengths) * 9 // 10]
    assert longest <= 300, f"one file in ten has {longest} lines or more; split by idea, at most 300"


def test_no_file_has_a_name_that_says_nothing() -> None:
    none_of(
        f"{source.name}:1: name it after what it does, not {source.path.stem}"
        for source in EVERYTHING
        if VAGUE_NAMES
        & set(source.path.relative_to(ROOT).with_suffix("").as_posix().replace("/", "_").split("_"))
    )


def test_every_module_says_why_it_exists() -> None:
    none_of(
        f"{source.name}:1: begin with a docstring that says why this module exists"
        for source in EVERYTHING
        if source.lines and not ast.get_docstring(source.tree)
    )


def test_only_the_store_knows_its_database_and_one_file_opens_it() -> None:
    none_of(
        source.at(node, f"only {OPENER} opens a database; use store.read() or store.change()")
        for source in PROGRAM
        if source.name != OPENER
        for node, called in source.calls()
        if called in OPENS_A_DATABASE
    )
    none_of(
        source.at(node, "only salesdesk/store/ imports sqlite3, so that an encrypted one can take its place")
        for source in PROGRAM
        if not source.name.startswith("salesdesk/store/")
        for node, module in source.imports()
        if module.split(".")[0] in ("sqlite3", "_sqlite3")
    )


SEES = {"cv2", "numpy", "rapidocr", "onnxruntime"}


def test_only_what_reads_cards_in_a_process_of_its_own_imports_what_sees_and_only_when_it_is_called() -> None:
    eyes = {f"salesdesk/capture/cards/{name}.py" for name in ("straightening", "letters", "vietnamese")}
    none_of(
        source.at(node, f"{module} is loaded by {' and '.join(sorted(eyes))} alone, inside a function")
        for source in PROGRAM
        for node, module in (*source.imports(), *source.imports_by_name())
        if module.split(".")[0] in SEES and (source.name not in eyes or node in source.tree.body)
    )


def test_only_the_clock_asks_what_time_it_is() -> None:
    none_of(
        source.at(node, f"{called} asks the machine; take a Clock, or the instant, as an argument")
        for source in PROGRAM
        if source.name != "salesdesk/clock.py"
        for node, called in source.calls()
        if called.removeprefix("datetime.") in ASKS_THE_TIME
    )


def test_only_the_command_line_prints() -> None:
    none_of(
        source.at(node, "only salesdesk/cli/ prints; return the text, raise an error, or log it")
        for source in PROGRAM
        if not source.name.startswith("salesdesk/cli/")
        for node, called in source.calls()
        if called == "print"
    )


def test_only_the_dialogs_open_message_boxes() -> None:
    none_of(
        source.at(node, "only salesdesk/ui/dialogs opens message boxes; call what it offers")
        for source in PROGRAM
        if not source.name.startswith("salesdesk/ui/dialogs")
        for node, called in source.calls()
        if "QMessageBox" in called.split(".")
    )


def test_only_one_file_knows_the_camera_and_not_before_it_is_asked_for() -> None:
    none_of(
        source.at(node, f"only {CAMERA} imports QtMultimedia, which most installations lack")
        for source in PROGRAM
        if source.name != CAMERA
        for node, module in source.imports()
        if module.startswith("PySide6.QtMultimedia")
    )
    none_of(
        source.at(node, f"only {CAMERA} names QtMultimedia, which most installations lack")
        for source in PROGRAM
        if source.name != CAMERA
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and "PySide6.QtMultimedia" in str(node.value)
    )
    starting = "import sys, salesdesk.ui.start, salesdesk.ui.fairs.page; print('PySide6.QtMultimedia' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", starting], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "False"


def test_a_tooltip_shows_what_people_wrote_letter_by_letter() -> None:
    none_of(
        source.at(node, "Qt reads a tooltip as HTML where it looks so; give it `plainly(…)` of the text")
        for source in PROGRAM
        for node, called in source.calls()
        if called.endswith(".setToolTip") and not _is_plain(node.args[0])
    )


def _is_plain(text: ast.expr) -> bool:
    """Whether it is a text of the program's own, or one that was made plain."""
    made = isinstance(text, ast.Call) and ast.unparse(text.func)
    return isinstance(text, ast.Constant) or made in ("_", "plainly")
