"""Two programs that name the same company at the same moment make one of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesdesk.services.drafting import Scene
from salesdesk.services.imports import Choice, Importer
from salesdesk.services.imports_touches import ActivityImporter
from salesdesk.services.reading import content, read, read_subject
from salesdesk.store.database import Store
from tests.factories import capture, open_store, records

ROWS = 120
LAST = f"Øl & Żółć {ROWS - 1}"


def table(folder: Path) -> Path:
    made = folder / "list.csv"
    rows = (
        f"Person {n} Ås,Øl & Żółć {n},øko {n},Messe {n},referral,Venn {n},2026-11-0{n % 9 + 1}\n"
        for n in range(ROWS)
    )
    made.write_text("name,company,tags,fair,source,source_which,at\n" + "".join(rows), encoding="utf-8")
    return made


class SomeoneElse:
    """Another program that captures someone, once, while an import is being written."""

    def __init__(self, path: Path) -> None:
        self._path, self._done = path, False

    def __call__(self, _written: int) -> None:
        if not self._done:
            self._done = True
            with open_store(self._path) as other:
                words = {"tags": (f"ØKO {ROWS - 1}",), "fair": f"messe {ROWS - 1}", "company": LAST.upper()}
                capture(other, "Łukasz Żak", source="referral", source_which=f"venn {ROWS - 1}", **words)


@pytest.mark.parametrize("subject", ["prospects", "activities"])
def test_names_that_someone_else_makes_while_an_import_is_written_are_one(
    store: Store, tmp_path: Path, subject: str
) -> None:
    scene = Scene(now=store.clock.now(), region="NO", store=store.path, met=False)
    path, beside = table(tmp_path), SomeoneElse(store.path)
    data = content(path)
    if subject == "prospects":
        importer = Importer(store, scene, lambda _doubt, _card: Choice.TWO)
        importer.write([importer.stage(read(path, data))], beside)
    else:
        touches = ActivityImporter(store, scene, lambda _doubt, _card: Choice.TWO)
        touches.write([touches.stage(*read_subject(path, data, "activities"))], beside)
    kept = records(store)
    firms = {one: firm["name"].casefold() for one, firm in kept["companies"].items()}
    assert list(firms.values()).count(LAST.casefold()) == 1
    mine = [
        one for one in kept["prospects"].values() if one["name"] in {f"Person {ROWS - 1} Ås", "Łukasz Żak"}
    ]
    assert len(mine) == 2
    assert {firms[one["company"].hex().upper()] for one in mine} == {LAST.casefold()}
    if subject == "prospects":
        for others in ("tags", "fairs"):
            names = [one["name"].casefold() for one in kept[others].values()]
            assert len(names) == len(set(names)) == ROWS
        assert len(kept["sources"]) == ROWS
        assert len({one["tag"] for one in kept["taggings"].values()}) == ROWS
