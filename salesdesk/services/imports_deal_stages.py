"""Where a deal of a file stands: the stages of other programs understood, unknown ones made, outcomes told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from salesdesk.domain import vocabulary
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.instants import to_micros
from salesdesk.domain.pipeline import Stage
from salesdesk.domain.text import fold
from salesdesk.i18n import _
from salesdesk.services import deal_stages
from salesdesk.services.drafting import Scene
from salesdesk.services.import_money import RowNotes
from salesdesk.store import codec
from salesdesk.store.database import Store
from salesdesk.store.sql import scalar

_OPEN: Final = frozenset(  # folded words of an outcome that is none yet
    (
        *("open", "in progress", "pending", "active", "ongoing", "apen", "pagar", "oppen", "pagaende"),
        *("otwarta", "otwarte", "w toku", "offen", "laufend", "dang mo"),
    )
)


@dataclass(frozen=True, slots=True)
class Stands:
    """Where a deal stands: its stage, empty where none is told, and its outcome, empty while it is open."""

    stage: str
    outcome: str


class StageNames:
    """The stages of the pipeline by any of their names; a name that is none of them becomes one."""

    def __init__(self, store: Store, scene: Scene) -> None:
        self._scene = scene
        with store.read() as reading:
            self._stages = deal_stages.read(reading)
            query = "SELECT count(*) FROM deal_stages WHERE deleted_at IS NULL"
            self._unwritten = [] if scalar(reading.connection, query) else list(self._stages)
        self._found: dict[str, str] = {}
        self._made: list[Stage] = []
        self.first = self._stages[0].key

    def stands(self, said: RowNotes) -> Stands:
        """Where the row says that its deal stands."""
        stage, outcome = said.row.values.get("stage", ""), said.row.values.get("outcome", "")
        told = vocabulary.recognise("outcome", outcome)
        if outcome and not told and fold(outcome) not in _OPEN:
            if stage:
                said.hint(_("“{text}” is no outcome. It is kept in the note.").format(text=outcome))
                said.keep(f"{_('Outcome')}: {outcome}")
            else:
                stage = outcome  # a status that tells where it stands
        closed = vocabulary.recognise("outcome", stage) if not self._is_stage(stage) else ""
        if closed:
            stage = ""
        return Stands(self._key(stage, said) if stage else "", told or closed)

    def called(self, key: str) -> str:
        """What a stage is called."""
        return next((deal_stages.label(one) for one in self._stages if one.key == key), key)

    def _is_stage(self, text: str) -> bool:
        return bool(text) and bool(deal_stages.named(self._stages, text))

    def _key(self, text: str, said: RowNotes) -> str:
        key = self._found.get(text) or deal_stages.named(self._stages, text)
        if not key:
            made = deal_stages.made_of(text, self._stages)
            key = made.key
            self._made.append(made)
            self._stages = sorted([*self._stages, made], key=lambda one: one.position)
            if made.name:
                said.hint(_("“{stage}” is a new stage.").format(stage=text))
        self._found[text] = key
        return key

    def made(self) -> list[Change]:
        """The stages made since the last call, with the usual ones where the store has written none down yet."""
        if not self._made:
            return []
        made, self._made, self._unwritten = [*self._unwritten, *self._made], [], []
        return [self._change(one) for one in made]

    def _change(self, stage: Stage) -> Change:
        nothing = codec.nothing_said("deal_stages")
        said: Patch = {
            "key": stage.key,
            "name": stage.name,
            "position": stage.position,
            "probability": stage.probability,
            "idle_days": stage.idle_days,
        }
        patch = {name: value for name, value in said.items() if value != nothing[name]}
        return Change("deal_stages", new_id(), {**patch, "created_at": to_micros(self._scene.now)}, None)
