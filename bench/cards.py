"""Business cards: how many fields are read right (F1), and what the process that reads them takes.

The cards of the corpus are looked for where the tests look for them; others are drawn anew from a seed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench import drawn_cards
from salesdesk.capture.cards.fields import ReadCard
from salesdesk.domain.text import digits, fold
from salesdesk.services.card_reading import CardReader

_CONTACTS: Final = ("phone", "email")


@dataclass(frozen=True, slots=True)
class Sample:
    """A picture of a card and what stands on it, by the names of the fields."""

    content: bytes
    truth: Mapping[str, tuple[str, ...]]
    vietnamese: bool
    capitals: bool = False  # the company is printed in capitals, and told in small letters


@dataclass(slots=True)
class _Count:
    """Fields that were read right, that were read, and that stand on the cards."""

    right: int = 0
    read: int = 0
    there: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.read + self.there) if self.read + self.there else 1.0


@dataclass(slots=True)
class Measured:
    """F1 of the fields; seconds of CPU a card, the middle and the most; megabytes of the process at its highest."""

    count: dict[str, _Count] = field(default_factory=dict[str, _Count])
    cpu: list[float] = field(default_factory=list[float])
    megabytes: float = 0.0

    @property
    def others(self) -> float:
        """F1 of the fields of cards that are not Vietnamese, letter by letter."""
        return self._f1("others")

    @property
    def vietnamese(self) -> float:
        """F1 of the fields of Vietnamese cards, less marks."""
        return self._f1("vietnamese")

    @property
    def contacts(self) -> float:
        """F1 of phones and emails."""
        return self._f1("contacts")

    def _f1(self, group: str) -> float:
        return self.count[group].f1 if group in self.count else 1.0

    def add(self, sample: Sample, card: ReadCard) -> None:
        """Counts what was read of a card."""
        for name, truth in sample.truth.items():
            same = _same(name, sample)
            wanted = [same(one) for one in truth if one]
            read = [same(one.value) for one in card.fields if one.name == name]
            groups = ["vietnamese" if sample.vietnamese else "others"]
            for group in (*groups, *(["contacts"] if name in _CONTACTS else [])):
                count = self.count.setdefault(group, _Count())
                count.right += sum(one in wanted for one in read)
                count.read += len(read)
                count.there += len(wanted)


def _same(name: str, sample: Sample) -> Callable[[str], str]:
    if name == "phone":
        return digits
    if sample.vietnamese:
        return fold
    return str.casefold if name == "company" and sample.capitals else str


def corpus() -> list[Sample]:
    """The cards of the corpus; none where it is not here."""
    named = os.environ.get("SALESDESK_CORPORA")
    folder = (Path(named) if named else Path(__file__).parents[2] / "shared" / "corpora") / "cards"
    file = folder / "truth.json"
    if not file.is_file():
        return []
    return [_sample(folder, one) for one in json.loads(file.read_text("utf-8"))]


def _sample(folder: Path, told: Mapping[str, object]) -> Sample:
    def said(name: str) -> tuple[str, ...]:
        value = told[name]
        return tuple(map(str, value)) if isinstance(value, list) else (str(value),)

    truth = {name: said(name) for name in ("name", "title", "company", "email", "web")}
    truth |= {"phone": said("phones"), "address": (", ".join(said("address")),)}
    return Sample((folder / Path(str(told["file"])).name).read_bytes(), truth, told["lang"] == "vie")


def drawn(count: int = 30, *, seed: int = 6) -> list[Sample]:
    """So many cards drawn anew."""
    return [
        Sample(one.content, drawn_cards.truth(one.told), one.told.region == "VN", capitals=True)
        for one in drawn_cards.drawn(count, seed=seed)
    ]


def measure(samples: Sequence[Sample]) -> Measured:
    """Reads the cards in the process that the program reads them in."""
    measured = Measured()
    reader = CardReader()
    try:
        reader.read(samples[0].content, region="NO", tell=_nobody)  # which loads the recogniser
        for sample in samples:
            before = _seconds(reader)
            measured.add(sample, reader.read(sample.content, region="NO", tell=_nobody))
            measured.cpu.append(_seconds(reader) - before)
        measured.megabytes = _highest(reader)
    finally:
        reader.close()
    return measured


def _nobody(_done: int, _total: int) -> None:
    """Nobody watches."""


def _of_process(reader: CardReader, name: str) -> str:
    assert reader.worker is not None
    file = Path(f"/proc/{reader.worker.pid}/{name}")
    return file.read_text("utf-8") if file.is_file() else ""


def _seconds(reader: CardReader) -> float:
    """The CPU that the process and what it called has taken; 0 where the system does not tell."""
    fields = _of_process(reader, "stat").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def _highest(reader: CardReader) -> float:
    lines = _of_process(reader, "status").splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
