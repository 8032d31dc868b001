"""Referrals: what each referrer brought, and the word that is due to them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.services import changes, deals, duplicates, prospects, referrals
from salesdesk.services.deals import DealDraft, LineDraft, Lost, Won
from salesdesk.store.database import Store
from tests.factories import capture, open_store, records


def deal(store: Store, prospect: UUID, minor: int) -> UUID:
    line = LineDraft(name="Oak trays", net_minor=minor)
    draft = DealDraft(title="Trays", prospect=prospect, currency="NOK", lines=(line,))
    return deals.open_deal(store, draft).id


def look(store: Store) -> referrals.Tree:
    with store.read() as reading:
        return referrals.look(reading)


def told(store: Store) -> list[tuple[int, str, int, int, int, int]]:
    """Depth, name, referred, customers, won and below."""
    return [
        (
            one.depth,
            one.person.who,
            one.referred,
            one.customers,
            one.won.minor if one.won else 0,
            one.below,
        )
        for one in look(store).lines
    ]


def test_each_referrer_stands_with_what_they_brought_also_those_who_never_bought(store: Store) -> None:
    marit, ewa, bjorn, thu = (
        capture(store, name).prospect for name in ("Marit Ås", "Ewa Łoś", "Bjørn", "Thư")
    )
    alone = capture(store, "Nobody's").prospect
    for who, by in ((ewa, marit), (bjorn, marit), (thu, ewa)):
        referrals.say_who(store, who, by)
    deals.win(store, deal(store, thu, 50_000), Won())
    deals.win(store, deal(store, bjorn, 20_000), Won())
    assert told(store) == [
        (0, "Marit Ås", 2, 1, 20_000, 3),
        (1, "Ewa Łoś", 1, 1, 50_000, 1),
        (2, "Thư", 0, 0, 0, 0),
        (1, "Bjørn", 0, 0, 0, 0),
    ]
    assert alone not in {one.person.id for one in look(store).lines}


def test_those_who_referred_one_another_in_a_ring_stand_there_once(store: Store) -> None:
    one, two, three = (capture(store, name).prospect for name in ("Åse", "Odd", "Kåre"))
    for who, by in ((one, two), (two, three), (three, one)):
        referrals.say_who(store, who, by)
    assert [(depth, below) for depth, _name, *_rest, below in told(store)] == [(0, 2), (1, 2), (2, 2)]
    with pytest.raises(UserError):
        referrals.say_who(store, one, one)


def test_a_long_chain_of_referrals_is_shown_whole(store: Store) -> None:
    before: UUID | None = None
    with store.change("chain") as unit:
        for number in range(1500):
            made = unit.add(Prospect(name=f"Nr {number}", referred_by=before))
            before = made.id
    found = look(store).lines
    assert len(found) == 1500
    assert (found[0].below, found[-1].depth) == (1499, 1499)


def test_a_thank_you_is_proposed_when_it_is_known_what_came_of_it_and_undone_after_a_restart(
    tmp_path: Path,
) -> None:
    path = tmp_path / "store.db"
    with open_store(path) as store:
        marit, ewa, bjorn, odd = (capture(store, name).prospect for name in ("Marit", "Ewa", "Bjørn", "Odd"))
        before = records(store)
        for who in (ewa, bjorn, odd):
            referrals.say_who(store, who, marit)
        assert not look(store).thanks
        deals.lose(store, deal(store, bjorn, 20_000), Lost(cause="price"))
        won = deal(store, ewa, 50_000)
        deals.win(store, won, Won(check_ins=False))
        with store.read() as reading:
            prospects_odd = reading.need(Prospect, odd)
        prospects.edit(store, prospects_odd, {"stage": ("suspect", "discarded")})
        due = look(store).thanks
        assert [(one.referred.who, one.referred.came) for one in due] == [
            ("Ewa", "customer"),
            ("Bjørn", "not"),
            ("Odd", "not"),
        ]
        made = [referrals.thank(store, one) for one in due]
        assert (made[0].prospect, made[0].deal, made[0].origin) == (marit, won, "thank-you")
        assert made[0].what == "Thank Marit for referring Ewa"
        assert not look(store).thanks
        with store.read() as reading:
            again = referrals.look(reading)
        assert not again.thanks
    with open_store(path) as store:
        while records(store) != before:
            assert changes.undo(store)
        assert told(store) == []


def discarded(store: Store, who: UUID) -> None:
    with store.read() as reading:
        mine = reading.need(Prospect, who)
    prospects.edit(store, mine, {"stage": (mine.stage, "discarded")})


def due(store: Store) -> list[tuple[str, str]]:
    return [(one.referred.who, one.referred.came) for one in look(store).thanks]


def test_a_thank_you_that_is_undone_is_due_again_and_one_that_is_deleted_is_not(store: Store) -> None:
    marit, odd = (capture(store, name).prospect for name in ("Marit Ås", "Odd"))
    referrals.say_who(store, odd, marit)
    discarded(store, odd)

    made = referrals.thank(store, look(store).thanks[0])
    assert due(store) == []
    prospects.delete(store, made, made.what)
    assert due(store) == []
    changes.undo(store)
    changes.undo(store)

    assert due(store) == [("Odd", "not")]


def test_who_is_thanked_for_is_told_apart_by_more_than_the_name(store: Store) -> None:
    marit, anna, ann = (capture(store, name).prospect for name in ("Marit Ås", "Annabel", "Ann"))
    for who in (anna, ann):
        referrals.say_who(store, who, marit)
        discarded(store, who)
    referrals.thank(store, next(one for one in look(store).thanks if one.referred.id == anna))
    assert due(store) == [("Ann", "not")]

    double = capture(store, "Anabel").prospect
    referrals.say_who(store, double, marit)
    duplicates.merge(store, double, [anna])  # another name, and another record
    assert due(store) == [("Ann", "not")]
    deals.win(store, deal(store, double, 20_000), Won())
    assert due(store) == [("Anabel", "customer"), ("Ann", "not")]
    referrals.thank(store, look(store).thanks[0])
    earlier = deal(store, double, 10_000)
    with store.change("dated") as unit:
        unit.need(deals.Deal, earlier).opened_at = store.clock.now() - timedelta(days=300)
    deals.win(store, earlier, Won(at=store.clock.now() - timedelta(days=200)))

    assert due(store) == [("Ann", "not")]  # a sale noted late is no second outcome
