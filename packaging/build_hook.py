"""Hatchling calls this before it packs a wheel: the catalogues are compiled first, so that they are in it."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface):
    """Makes the .mo files, which are built and not committed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; `version` and `build_data` are hatchling's and stay as they are."""
        del version, build_data
        runpy.run_path(str(Path(self.root) / "packaging" / "translations.py"))["compile_all"]()
