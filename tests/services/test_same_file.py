"""Who came earlier in the same file is found as well as if everybody had been kept whole."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.matching import Person, keys
from salesdesk.services.matching import SameFile, ranked
from salesdesk.store.database import Store
from tests.domain.test_matching_properties import neighbours
from tests.factories import bring_in, records


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


def test_someone_of_whom_one_row_has_the_phone_and_another_the_email_becomes_one_with_both(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "messe.csv"
    file.write_text(
        "name,company,phone,email\n"
        "Åsa Nyström,Fjord Interiør,91234567,\n"
        "Łukasz Żak,Drewno Plus,,\n"
        "Asa Nystrom,Fjord Interiør AS,,asa@fjord.example\n",
        "utf-8",
    )

    (staged,) = bring_in(store, file)

    kept = records(store)
    [asa] = [one for one, said in kept["prospects"].items() if said["name"] == "Åsa Nyström"]
    assert (staged.created, staged.duplicates) == (2, 1)
    owners = {said["prospect"].hex().upper() for name in ("phones", "emails") for said in kept[name].values()}
    assert (owners, len(kept["phones"]), len(kept["emails"])) == ({asa}, 1, 1)
