"""Doubles are found with reasons, and made one without losing a word."""

from __future__ import annotations

import pytest

from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.services import changes, duplicates, fairs
from salesdesk.services.cards import Card, card
from salesdesk.services.complaints import ComplaintDraft, receive
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, records


def shown(store: Store, who: object) -> Card:
    with store.read() as reading:
        found = card(reading, who)  # type: ignore[arg-type]  # an id as captured
    assert found is not None
    return found


def test_the_likeliest_pair_comes_first_and_says_why(store: Store) -> None:
    a = capture(store, "Ingrid Solheim", company="Fjord", phones=("+47 912 34 567",)).prospect
    b = capture(store, "Ingrid Solhem", company="Fjord", phones=("91234567",)).prospect
    capture(store, "Łukasz Żak", company="Stół")
    with store.read() as reading:
        (first, *_rest) = list(duplicates.likely(reading))
    assert {first[0], first[1]} == {a, b}
    assert "phone" in " ".join(reason.text for reason in first[2].reasons)


def test_what_the_kept_one_lacks_is_taken_and_what_it_says_stays(store: Store, clock: StandingClock) -> None:
    first = capture(
        store, "I. Solheim", note="Likes oak", emails=("i@fjord.no",), tags=("oak",), title="Buyer"
    ).prospect
    clock.wait(days=1)
    keep = capture(
        store, note="Met twice", emails=("I@fjord.no", "ingrid@fjord.no"), tags=("oak", "glass")
    ).prospect
    duplicates.merge(store, keep, [first])
    mine = shown(store, keep)
    assert (mine.prospect.name, mine.prospect.title) == ("Ingrid Solheim", "Buyer")
    assert mine.prospect.note == "Met twice\n\nLikes oak"
    assert [one.value for one in mine.emails] == ["I@fjord.no", "ingrid@fjord.no"]
    assert sorted(tag.name for tag in mine.tags) == ["glass", "oak"]
    assert mine.prospect.met_at == clock.now().replace(day=22)
    assert len(mine.activities) == len(mine.followups) == 2


def test_complaints_and_fairs_move_along(store: Store) -> None:
    keep, other = capture(store).prospect, capture(store, "I. Solheim").prospect
    receive(store, ComplaintDraft(what="Cracked"), other)
    fairs.make(store, "Hjem")
    duplicates.merge(store, keep, [other])
    assert [one.what for one in shown(store, keep).complaints] == ["Cracked"]
    assert shown(store, other).prospect.merged_into == keep
    assert shown(store, other).complaints == []


def test_a_merge_of_many_is_one_change_and_comes_apart_again(store: Store) -> None:
    keep, *others = (
        capture(store, name, phones=("+47 912 34 567",), note=name).prospect for name in ("A B", "A C", "A D")
    )
    before = records(store)
    batch = duplicates.merge(store, keep, others)
    after = records(store)
    assert len(after["prospects"]) == 1
    assert len(after["phones"]) == 1
    changes.undo(store, batch)
    assert records(store) == before
    changes.redo(store)
    assert records(store) == after


def test_a_merge_needs_two_who_are_there(store: Store) -> None:
    keep, other = capture(store).prospect, capture(store, "Ola").prospect
    for others in ([], [keep]):
        with pytest.raises(UserError, match="two different"):
            duplicates.merge(store, keep, others)
    duplicates.merge(store, keep, [other])
    before = records(store, deleted=True)
    with pytest.raises(UserError, match="no such record"):
        duplicates.merge(store, keep, [other])
    assert records(store, deleted=True) == before
    with store.read() as reading:
        assert reading.get(Prospect, other) is not None
