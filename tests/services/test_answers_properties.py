"""Whatever both sides edit meanwhile: every field is as handed out, mine or theirs, and a second time nothing moves."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk.domain.prospects import Prospect
from salesdesk.services import answers_taking, changes
from tests.factories import capture, open_store, records
from tests.services.answering import Rows, edited, look, take
from tests.services.answering import given as handed

_NAMES = ("Åsa Nyström", "Łukasz Żak", "Đặng Thị Mỹ")
_FIELDS = ("title", "trade", "size", "language", "note")
_WORDS = ("", "Kjøpesjef", "Giám đốc", "żona, „mąż”", 'a "b"; c', "line\nbreak", "=1+1", "0047")
_edits = st.dictionaries(
    st.tuples(st.integers(0, 2), st.sampled_from(_FIELDS)), st.sampled_from(_WORDS), max_size=8
)


@settings(max_examples=25, deadline=None)
@given(first=_edits, mine=_edits, theirs=_edits, way=st.sampled_from(["", "theirs", "all"]))
def test_each_field_is_one_of_the_three_and_a_second_time_changes_nothing(
    first: dict[tuple[int, str], str],
    mine: dict[tuple[int, str], str],
    theirs: dict[tuple[int, str], str],
    way: str,
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "a.db") as store:
        people = [
            capture(store, name, **{field: first.get((n, field), "") for field in _FIELDS}).prospect
            for n, name in enumerate(_NAMES)
        ]
        file = handed(store, people, Path(folder) / "given.csv", notes=True)
        with store.change("Changed {name}", name="some") as unit:
            for (n, field), word in mine.items():
                setattr(unit.need(Prospect, people[n]), field, word)

        def edit(rows: Rows) -> None:
            for (n, field), word in theirs.items():
                rows[n][field] = word

        answer = edited(file, edit)
        before = records(store)
        review = look(store, answer)
        chosen = [one for each in review.people for one in each.fields]
        if way == "all":
            answers_taking.take(store, review, chosen, region="NO")
        else:
            take(store, review, way)
        after = records(store)
        for n, one in enumerate(people):
            for field in _FIELDS:
                old = first.get((n, field), "")
                sides = {old, mine.get((n, field), old), theirs.get((n, field), old)}
                found = after["prospects"][one.hex.upper()][field]
                if field == "note":  # where the seller wrote too, theirs stands below
                    sides |= {"\n\n".join((mine.get((n, field), old), theirs.get((n, field), old)))}
                assert found in sides
        took = after != before
        take(store, look(store, answer), way)
        if took:
            assert look(store, answer).taken_at == store.clock.now()
            assert records(store) == after
            changes.undo(store)
            assert records(store) == before
        else:
            assert records(store) == before
