"""Whom the team added to what was handed to them: brought in as any import is, as rows of their own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from salesdesk.exchange.formats import Format
from salesdesk.services import rejects
from salesdesk.services.answers import Review
from salesdesk.services.cards import Card
from salesdesk.services.changes import nobody_watches
from salesdesk.services.drafting import Scene
from salesdesk.services.imports import Choice, Decide, Doubt, Importer, Staged
from salesdesk.services.reading import Read
from salesdesk.store.batches import Progress, Written
from salesdesk.store.database import Store


def _aside(_doubt: Doubt, _known: Card | None) -> Choice:
    return Choice.ASIDE


def apart(store: Store, path: Path, review: Review) -> Path:
    """Writes those who were added as a file of their own beside the answer at `path`, for the preview of an import.
    Raises `EnvironmentTrouble` where it cannot be written."""
    cards = review.format is Format.VCARD
    return rejects.keep_rows(path, review.strangers, store.path.with_name("rejected"), cards=cards)


def bring_in(
    store: Store,
    path: Path,
    review: Review,
    scene: Scene,
    progress: Progress = nobody_watches,
    *,
    decide: Decide = _aside,
) -> tuple[Staged, Written | None, Path | None]:
    """Brings in those who were added, as one batch; who may be known already is as `decide` says, or kept in a file
    beside the answer. What was done, the batch where there is one, and that file. Where the scene is a trial nothing
    is written."""
    importer = Importer(store, scene, decide)
    staged = importer.stage(Read(path, review.format, iter(review.strangers)), progress)
    if scene.trial:
        _run_through(importer.groups([staged]))
        return staged, None, None
    kept = rejects.keep(staged, store.path.with_name("rejected")).get("doubtful")
    return staged, importer.write([staged], progress), kept


def _run_through(groups: Iterable[object]) -> None:
    """Has them counted as they are made."""
    for _group in groups:
        pass
