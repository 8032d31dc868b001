"""Who came earlier in the same file is found as well as if everybody had been kept whole."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.matching import Person, keys
from salesdesk.services.matching import SameFile, ranked
from tests.domain.test_matching_properties import neighbours


@given(st.lists(neighbours(), max_size=12), neighbours())
def test_who_is_kept_packed_is_found_as_by_comparing_with_everybody(
    others: list[Person], newcomer: Person
) -> None:
    file, asked = SameFile(), keys(newcomer)
    for number, other in enumerate(others):
        file.add(UUID(int=number), other, keys(other))
    near = [(UUID(int=n), one) for n, one in enumerate(others) if set(keys(one)) & set(asked)]
    found = {hit.id: hit.match for hit in file.find(newcomer, asked)}
    assert found == {hit.id: hit.match for hit in ranked(newcomer, near)}
