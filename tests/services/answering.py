"""What tests of answers share: three people, handed over, and the file as somebody edits it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from salesdesk.domain.drafts import AddressDraft
from salesdesk.domain.prospects import Prospect
from salesdesk.services import answers, answers_taking, editing, handing_over
from salesdesk.services.answers import Review
from salesdesk.services.cards import Card, card
from salesdesk.services.drafting import Scene
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture


def three(store: Store, clock: StandingClock) -> list[UUID]:
    """Three of whom the team is given the file."""
    made = [
        capture(
            store,
            "Åsa Nyström",
            first_name="Åsa",
            last_name="Nyström",
            title="Buyer",
            company="Fjord Interiør",
            phones=("+47 912 34 567",),
            emails=("asa@fjord.no",),
            addresses=(AddressDraft(street="Torget 4", postal_code="5014", city="Bergen", country="NO"),),
            note="Likes oak",
            tags=("oak",),
        ),
        capture(store, "Łukasz Żak", title="Owner", phones=("+48 601 234 567",), note="Pays late"),
        capture(store, "Đặng Thị Mỹ", language="vi", emails=("my@go.vn",)),
    ]
    clock.wait(minutes=1)
    return [one.prospect for one in made]


def given(store: Store, people: list[UUID], file: Path, *, notes: bool = False) -> Path:
    """Hands them over to Kari Moen as `file`; an hour passes."""
    handing_over.hand_over(store, file, people, to="Kari Moen", notes=notes)
    clock = store.clock
    assert isinstance(clock, StandingClock)
    clock.wait(hours=1)
    return file


Rows = list[dict[str, str]]


def edited(file: Path, edit: Callable[[Rows], None], name: str = "answer.csv", **how: str) -> Path:
    """The file as it comes back: its rows changed by `edit`, saved as `name`."""
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
    edit(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=how.get("delimiter", ","), extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    answer = file.with_name(name)
    answer.write_bytes(out.getvalue().encode(how.get("encoding", "utf-8")))
    return answer


def set_fields(store: Store, who: UUID, **said: str) -> None:
    """The seller edits someone meanwhile."""
    with store.read() as reading:
        record = reading.get(Prospect, who)
        assert record
    scene = Scene(now=store.clock.now(), region="NO", store=store.path)
    editing.set_fields(store, record, "x", list(said.items()), scene)


def look(store: Store, file: Path, hand_over: UUID | None = None) -> Review:
    """The answer looked at."""
    return answers.look(store, file, region="NO", hand_over=hand_over)


def take(store: Store, review: Review, way: str = "") -> UUID | None:
    """Takes what is proposed, or what `way` says; the batch."""
    return answers_taking.take(store, review, review.chosen(way), region="NO").batch


def told(review: Review) -> set[tuple[str, str, str, str]]:
    """Who, what, how it came out, and their word."""
    return {
        (each.name, one.name, one.outcome.value, one.theirs) for each in review.people for one in each.fields
    }


def person(store: Store, who: UUID) -> Prospect:
    """Someone as they are now."""
    with store.read() as reading:
        found = reading.get(Prospect, who)
        assert found
        return found


def whole(store: Store, who: UUID) -> Card:
    """Someone with all that hangs on them."""
    with store.read() as reading:
        found = card(reading, who)
        assert found
        return found
