"""What lines of a deal leave, computed by hand and held by properties."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.deal_margins import Priced, sums

LINES = st.lists(
    st.builds(
        Priced,
        st.decimals(0, 1000, places=3),
        st.none() | st.integers(0, 10**7),
        st.none() | st.integers(0, 10**7),
        st.none() | st.integers(0, 10**7),
    )
)


def test_the_margin_of_a_deal_is_sum_over_sum_of_the_lines_with_a_cost() -> None:
    """Hand-computed: 40 × (1 550 - 900) + 2 × (240 - 105) of 62 000 + 480; the third line has no cost."""
    found = sums(
        [
            Priced(Decimal(40), 1550_00, 1600_00, 900_00),
            Priced(Decimal(2), 240_00, 240_00, 105_00),
            Priced(Decimal(1), 500_00, 400_00),
        ]
    )
    assert found.net == 62_000_00 + 480_00 + 500_00
    assert found.margin == Decimal(26_000_00 + 270_00) / (62_000_00 + 480_00)
    assert (found.covered, found.count) == (2, 3)
    assert found.discount == 40 * 50_00  # sold above the list is no negative discount


def test_with_nothing_known_no_margin_is_made_up() -> None:
    assert sums([]).margin is None
    assert sums([Priced(Decimal(3), 100)]).margin is None
    assert Priced(Decimal(3), 0, None, 5).margin is None
    assert Priced(Decimal(1), None).total == 0


@given(LINES)
def test_a_deal_is_the_sum_of_its_lines_in_any_order(lines: list[Priced]) -> None:
    found = sums(lines)
    assert found == sums(lines[::-1])
    assert found.net == sum(one.total for one in lines)
    assert found.discount >= 0
    assert found.margin is None or found.margin <= 1
