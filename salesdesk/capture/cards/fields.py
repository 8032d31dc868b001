"""What a card tells, field by field: each with how sure it is and the piece of the picture it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from salesdesk.capture.cards.lines import Box, Line
from salesdesk.domain.drafts import ProspectDraft

SEVERAL: Final = {  # the fields that a card may have more than one of, and what a draft calls them
    "phone": "phones",
    "email": "emails",
    "web": "webs",
    "address": "addresses",
}
DOUBTFUL: Final = 0.75  # below this a field is to be looked at before it is kept


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a card. `name` is name, title, company, phone, email, web or address; `kind` as in a `Detail`."""

    name: str
    value: str
    confidence: float  # 0 to 1
    box: Box
    kind: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether it is to be looked at before it is kept."""
        return self.confidence < DOUBTFUL


@dataclass(frozen=True, slots=True)
class ReadCard:
    """A card that was read: whom it tells of, its fields, and the straightened picture (JPEG) their boxes lie in.

    `left` are the lines that are no field, as they stand; `draft` keeps them in its note.
    """

    draft: ProspectDraft
    fields: tuple[Field, ...]
    left: tuple[str, ...]
    picture: bytes
    size: tuple[int, int]
    alone: bool = True  # else there is another card in the photograph, which was not read

    @property
    def confidence(self) -> float:
        """How sure the least sure of the fields is."""
        return min((field.confidence for field in self.fields), default=0.0)


def field(name: str, value: str, lines: Sequence[Line], *, sure: float, kind: str = "") -> Field:
    """A field read from `lines`; `sure` is how sure the rule is, if the letters are right."""
    box = lines[0].box
    for line in lines[1:]:
        box = box.around(line.box)
    return Field(name, value, round(sure * min(line.score for line in lines), 2), box, kind)
