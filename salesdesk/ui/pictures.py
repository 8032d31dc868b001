"""Pictures of every page and state, light and dark, in the usual and the smallest size, without a screen."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from salesdesk import i18n, settings
from salesdesk.clock import Clock, SystemClock
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.settings import Settings
from salesdesk.ui.scenes import SCENES
from salesdesk.ui.studio import Studio

Look = tuple[str, tuple[int, int]]
SIZES: Final = ((1440, 900), (1024, 640))
LOOKS: Final[tuple[Look, ...]] = tuple((scheme, size) for scheme in ("light", "dark") for size in SIZES)


def take(
    folder: Path, store: Path | None, pages: Sequence[str] = (), *, looks: Sequence[Look] = LOOKS
) -> list[Path]:
    """Writes the pictures into `folder` and gives their files. Without a `store`, of a made-up year.

    `pages` names the scenes wanted, or none for all; `looks` in which theme and size each is taken. Raises
    `UserError` for a page that is none.
    """
    unknown = set(pages) - set(SCENES)
    if unknown:
        raise UserError(
            _("There is no page “{name}”.").format(name=sorted(unknown)[0]),
            _("Write one of: {words}").format(words=", ".join(SCENES)),
        )
    Studio.without_screen()
    wanted = [name for name in SCENES if not pages or name in pages]
    with tempfile.TemporaryDirectory(prefix="salesdesk-pictures-") as place:
        return list(_taken(folder, Path(place), store, [(name, look) for look in looks for name in wanted]))


def _taken(
    folder: Path, place: Path, store: Path | None, wanted: Sequence[tuple[str, Look]]
) -> Iterator[Path]:
    clock = SystemClock()
    kept = Settings(language=i18n.language(), country=settings.load().region() or "NO", currency="NOK")
    year = store or sample(place / "year.db", clock)
    for name, (scheme, size) in wanted:
        scene, empty = SCENES[name]
        path = place / f"empty-{scheme}-{size[0]}-{name}.db" if empty else year
        studio = Studio(path, clock, settings.changed(kept, {"theme": scheme}), size=size)
        try:
            scene(studio, place)
            file = folder / f"{name}-{scheme}-{size[0]}x{size[1]}.png"
            studio.take(file)
        finally:
            studio.leave()
        yield file


def sample(path: Path, clock: Clock) -> Path:
    """A store with a made-up year."""
    from salesdesk.services import demo
    from salesdesk.store.database import Store

    with Store.open(path, clock) as store:
        demo.fill(store)
    return path
