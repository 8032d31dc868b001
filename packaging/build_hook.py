"""Hatchling calls this before it packs a wheel: catalogues and icons are made first, so that they are in it."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MakeResources(BuildHookInterface):
    """Makes what is built and not committed: the .mo files and the baked icons."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make them; `version` and `build_data` are hatchling's and stay as they are."""
        del version, build_data
        scripts = Path(self.root) / "packaging"
        runpy.run_path(str(scripts / "translations.py"))["compile_all"]()
        runpy.run_path(str(scripts / "icons.py"))["bake"]()
