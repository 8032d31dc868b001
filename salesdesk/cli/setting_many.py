"""`set` of many records: who is meant, in how many something changes, and the writing as one batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from salesdesk.cli.session import PARTLY, Session
from salesdesk.clock import today
from salesdesk.domain import vocabulary
from salesdesk.domain.locally import grouped
from salesdesk.errors import UserError
from salesdesk.i18n import _, ngettext
from salesdesk.services import bulk_editing, bulk_setting, lookup, parking, search
from salesdesk.services.bulk_editing import Bulk
from salesdesk.store.database import Store


@dataclass(frozen=True, slots=True)
class Many:
    """Records of one kind."""

    subject: str
    ids: Sequence[UUID]


def named(store: Store, records: Sequence[str]) -> Many:
    """The records with these ids. Raises `UserError` where one is not there, or they are of several kinds."""
    with store.read() as reading:
        found = [lookup.by_id(reading, one) for one in records]
    for one in found:
        one.need_alive()
    kinds = {one.record.subject for one in found}
    if len(kinds) > 1:
        raise UserError(
            _("These are records of several kinds: {kinds}.").format(kinds=", ".join(sorted(kinds))),
            _("Set those of one kind at a time."),
        )
    return Many(kinds.pop(), [one.record.id for one in found])


def found_by(store: Store, query: str, subject: str) -> Many:
    """The records that a search finds. Raises `UserError` where it cannot be read."""
    with store.read() as reading:
        asked = search.ask(reading, query, subject=subject, clock=store.clock)
        return Many(subject, [UUID(str(one)) for one in search.ids(reading, asked)])


def set_many(
    session: Session, store: Store, many: Many, pairs: Sequence[tuple[str, str]], *, dry_run: bool
) -> None:
    """Sets fields in all of them and tells in how many; with `dry_run` only tells. Raises `UserError` where none of
    them takes it, or several would be parked without a day."""
    _need_a_day(store, many, dict(pairs))
    bulk = bulk_setting.set_fields(store, many.subject, many.ids, pairs, region=session.settings.region())
    if bulk.left_out and not (bulk.changing or bulk.already):
        raise UserError(next(iter(bulk.left_out)), _("Nothing was changed."))
    batch, skipped = None, 0
    if not dry_run:
        written = bulk_editing.write(store, bulk, session.progress(_("Changed")))
        batch, skipped = written.batch, len({one.record for one in written.skipped})
    if bulk.left_out or skipped:
        session.code = PARTLY
    document = {
        "changed": bulk.changing,
        "already": bulk.already,
        "left_out": [{"why": why, "count": count} for why, count in bulk.left_out.items()],
        "skipped": skipped,
        "batch": str(batch) if batch else None,
        "dry_run": dry_run,
    }
    session.answer(document, "\n".join(_lines(bulk, skipped, dry_run=dry_run)))


def _need_a_day(store: Store, many: Many, said: dict[str, str]) -> None:
    """One who is parked has a day on which to be tried again: it is asked for, and for many it has to be said."""
    parks = vocabulary.recognise("stage", said.get("stage", "")) == parking.PARKED
    if many.subject != "prospects" or not parks or len(many.ids) < 2 or said.get("revisit_on", "").strip():
        return
    with store.read() as reading:
        without = parking.without_a_day(reading, many.ids)
        if without:
            day = parking.proposed(reading, without[0], today(store.clock))
            told = ngettext(
                "{count} of them would be parked without a day on which to try again.",
                "{count} of them would be parked without a day on which to try again.",
                len(without),
            )
            raise UserError(
                told.format(count=grouped(len(without))),
                _("Add the day, for example: revisit_on={day}").format(day=day.isoformat()),
            )


def _lines(bulk: Bulk, skipped: int, *, dry_run: bool) -> list[str]:
    count = bulk.changing
    told = (
        ngettext("Would change {count}.", "Would change {count}.", count)
        if dry_run
        else ngettext("Changed {count}.", "Changed {count}.", count)
    )
    lines = [told.format(count=grouped(count))]
    if bulk.already:
        already = ngettext("{count} is so already.", "{count} are so already.", bulk.already)
        lines.append(already.format(count=grouped(bulk.already)))
    for why, many in bulk.left_out.items():
        out = ngettext("{count} is left out: {why}", "{count} are left out: {why}", many)
        lines.append(out.format(count=grouped(many), why=why))
    if skipped:
        more = ngettext(
            "{count} was changed meanwhile and stays as it is.",
            "{count} were changed meanwhile and stay as they are.",
            skipped,
        )
        lines.append(more.format(count=grouped(skipped)))
    return lines
