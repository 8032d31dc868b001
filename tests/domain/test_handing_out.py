"""Who of a team takes whom, told by hand and by properties."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from salesdesk.domain.handing_out import Taker, Wanted, listed, share_out
from salesdesk.domain.text import fold

KARI, JAN, LAN = (UUID(int=n) for n in (1, 2, 3))


def _asks(number: int, **said: object) -> Wanted:
    return Wanted(id=UUID(int=number), **said)  # type: ignore[arg-type]  # fields by name


def _to(prospects: list[Wanted], *team: Taker) -> list[UUID | None]:
    return [one.to for one in share_out(prospects, team)]


def test_a_postcode_its_beginning_a_range_a_city_and_a_country_all_say_an_area() -> None:
    bergen = _asks(1, postal_codes=("5013",), places=frozenset({"bergen", "no"}))
    lodz = _asks(2, postal_codes=("90-001",), places=frozenset({fold("Łódź"), "pl"}))
    swede = _asks(3, postal_codes=("412 63",))
    assert _to([swede], Taker(id=LAN, areas=("410 00 - 419 99",))) == [LAN]
    assert _to([swede], Taker(id=LAN, areas=("412*",))) == [LAN]
    for area in ("5013", "50*", "5000-5299", "bergen", "no"):
        assert _to([bergen, lodz], Taker(id=KARI, areas=(area,))) == [KARI, None], area
    assert _to([lodz], Taker(id=JAN, areas=listed("Łódź; Wrocław"))) == [JAN]
    assert _to([lodz], Taker(id=JAN, areas=("90-*",))) == [JAN]


def test_who_says_more_of_what_fits_comes_before_who_takes_all() -> None:
    anyone = Taker(id=KARI, in_turn=True)
    polish = Taker(id=JAN, languages=("pl",), in_turn=True)
    both = Taker(id=LAN, languages=("pl",), products=("oak trays",))
    asked = _asks(1, language="pl", products=frozenset({"oak trays"}))
    assert _to([asked], anyone, polish, both) == [LAN]
    assert _to([_asks(2, language="pl")], anyone, polish, both) == [JAN]
    assert _to([_asks(3, language="nb")], anyone, polish, both) == [KARI]


def test_turns_go_on_where_the_last_hand_over_ended() -> None:
    team = [Taker(id=KARI, in_turn=True, so_far=2), Taker(id=JAN, in_turn=True), Taker(id=LAN)]
    asked = [_asks(n) for n in range(10, 14)]
    told = share_out(asked, team)
    assert [one.to for one in told] == [JAN, JAN, KARI, JAN]
    assert told[0].why == ("turn",)


def test_nobody_is_said_where_nobody_takes_it() -> None:
    (told,) = share_out([_asks(1, language="vi")], [Taker(id=KARI, languages=("nb", "en"))])
    assert (told.to, told.why) == (None, ())


@given(
    some.lists(some.sampled_from(["nb", "pl", "vi", ""]), max_size=30),
    some.lists(some.sets(some.sampled_from(["nb", "pl", "vi"])), min_size=1, max_size=4),
)
def test_each_is_given_once_to_someone_who_takes_it_and_turns_are_even(
    spoken: list[str], takes: list[set[str]]
) -> None:
    team = [
        Taker(id=UUID(int=100 + n), languages=tuple(sorted(one)), in_turn=True) for n, one in enumerate(takes)
    ]
    asked = [_asks(n, language=language) for n, language in enumerate(spoken)]
    given_to = share_out(asked, team)
    assert [one.prospect for one in given_to] == [one.id for one in asked]
    by_id = {one.id: one for one in team}
    for one, wanted in zip(given_to, asked, strict=True):
        if one.to:
            assert not by_id[one.to].languages or wanted.language in by_id[one.to].languages
        else:
            assert all(taker.languages and wanted.language not in taker.languages for taker in team)
    everyone = [one.id for one in team if not one.languages]
    if len(everyone) == len(team):
        counts = Counter(one.to for one in given_to)
        assert max(counts.values(), default=0) - min((counts[one] for one in everyone), default=0) <= 1
