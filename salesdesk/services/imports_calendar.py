"""Bringing in a calendar: what is to come becomes a follow-up, what was becomes an activity.

An entry is about somebody who is known, by the email or the name that it tells; nobody is made of it. What we
exported ourselves is known by its UID, and what was brought in before by the UID that it had, else by whom, what and
when.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, tzinfo
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from salesdesk.domain import vocabulary
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.drafts import Refused
from salesdesk.domain.followups import FROM_CALENDAR
from salesdesk.domain.instants import to_micros
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.exchange.subject_tables import Said
from salesdesk.i18n import _
from salesdesk.services import calendar_again
from salesdesk.services.changes import nobody_watches
from salesdesk.services.drafting import Scene, default_what
from salesdesk.services.field_words import called
from salesdesk.services.imports import Decide, Staged
from salesdesk.services.imports_by_subject import SubjectImporter
from salesdesk.services.reading import Read
from salesdesk.store import as_of
from salesdesk.store.batches import Progress
from salesdesk.store.database import Store
from salesdesk.store.sql import run

_OURS: Final = "@salesdesk"
_EVENT: Final = "-event"  # the second half of a follow-up of ours, which its to-do tells
_SHORTEST: Final = 5  # letters of a name that is looked for within a text


class CalendarImporter(SubjectImporter):
    """Calendars of any program, ours too."""

    subject = "followups"

    def __init__(self, store: Store, scene: Scene, decide: Decide) -> None:
        super().__init__(store, scene, decide)
        self._by_email: dict[str, UUID] = {}
        self._by_name: dict[str, list[UUID]] = defaultdict(list)
        self._names: dict[UUID, str] = {}
        self._planned: dict[tuple[str, str, str], UUID] = {}  # whom, what, on which day
        self._from: dict[str, tuple[UUID, UUID]] = {}  # by the UID of its entry: the follow-up, and with whom
        self._unnamed: set[UUID] = set()  # follow-ups of the seller's own, of which no calendar told
        self._halves: set[str] = set()  # the UIDs of our to-dos in this import
        self._happened: dict[str, str] = {}  # by the entry's UID, and by whom and when: of whom
        with store.read() as reading:
            for one, name in run(
                reading.connection, "SELECT id, name FROM prospects WHERE deleted_at IS NULL ORDER BY row"
            ):
                self._by_name[fold(name)].append(UUID(bytes=one))
                self._names[UUID(bytes=one)] = name
            for owner, email in run(
                reading.connection,
                "SELECT e.prospect, e.value FROM emails e JOIN prospects p ON p.id = e.prospect"
                " WHERE e.deleted_at IS NULL AND p.deleted_at IS NULL ORDER BY p.row DESC",
            ):
                self._by_email[email.strip().lower()] = UUID(bytes=owner)
            for whom, at, uid in run(
                reading.connection, "SELECT prospect, at, uid FROM activities WHERE deleted_at IS NULL"
            ):
                who = whom.hex() if whom else ""
                self._happened.update({uid: who} if uid else {})
                self._happened[f"{who} {at}"] = who
        for one, whom, what, day, origin in self._all("prospect", "what", "day", "origin"):
            self._planned[str(whom or ""), fold(str(what)), str(day or "")] = UUID(str(one))
            if not origin:
                self._unnamed.add(UUID(str(one)))
            elif whom and str(origin).startswith(FROM_CALENDAR):
                self._from[str(origin).removeprefix(FROM_CALENDAR)] = UUID(str(one)), UUID(str(whom))

    def stage(
        self, read: Read, rows: Iterator[Said | Refused], progress: Progress = nobody_watches
    ) -> Staged:
        return super().stage(read, _second_halves_last(rows), progress)

    def _take(self, row: Said, staged: Staged) -> list[Change]:
        values, uid = row.values, row.values.get("uid", "")
        if _is_second_half(uid):
            uid = uid.replace(f"{_EVENT}{_OURS}", _OURS)
            if uid in self._halves:  # its to-do told it
                staged.rows -= 1
                return []
        self._halves.add(uid)
        own = self._own(uid)
        if own:
            return self._known(own, _progress(values, self._scene), staged, values.get("what", ""))
        if not values.get("what"):
            raise UserError(_("This entry does not say what it is about."))
        if uid in self._from:
            return self._again(values, *self._from[uid], staged)
        whom = self._whom_of(row)
        start = self._start(values)
        told = _told(values, self._names[whom])
        if values["component"] == "vevent" and start is not None and start < self._scene.now:
            return self._happening(values, whom, start, staged, told)
        return self._planning(values, whom, staged, told)

    def _own(self, uid: str) -> UUID | None:
        """The follow-up of ours that an entry tells, where it is one that we exported."""
        if not uid.endswith(_OURS):
            return None
        try:
            wanted = UUID(uid.removesuffix(_OURS))
        except ValueError:
            return None
        with self._store.reading_raw() as connection:
            query = "SELECT 1 FROM followups WHERE id = ? AND deleted_at IS NULL"
            return wanted if run(connection, query, (wanted.bytes,)).fetchone() else None

    def _whom_of(self, row: Said) -> UUID:
        """The one prospect whom an entry names. Raises `UserError` where it names none, or several."""
        for one in row.who.emails:
            if found := self._by_email.get(one.value.lower()):
                return found
        what = row.values["what"]
        names = [row.who.name, *(one.kind for one in row.who.emails), what.rpartition(": ")[2], what]
        for name in filter(None, map(fold, names)):
            same = self._by_name.get(name, [])
            if len(same) > 1:
                raise UserError(_("Several prospects are called {name}.").format(name=name))
            if same:
                return same[0]
        text = f" {fold(what)} "
        inside = [
            one
            for name, same in self._by_name.items()
            if len(name) >= _SHORTEST and f" {name} " in text
            for one in same
        ]
        if len(inside) == 1:
            return inside[0]
        raise UserError(
            _("This entry names nobody you know. Add their email to it, or take them in as a prospect first.")
        )

    def _zone(self, values: Mapping[str, str]) -> tzinfo:
        """The zone of an entry; one that floats, or that nobody knows, is at home where the seller is."""
        for name in (values.get("zone", ""), self._scene.zone):
            try:
                if name:
                    return ZoneInfo(name)
            except (OSError, ValueError, ZoneInfoNotFoundError):
                continue
        return self._scene.now.tzinfo or UTC

    def _start(self, values: Mapping[str, str]) -> datetime | None:
        if not values.get("day"):
            return None
        at = time.fromisoformat(values.get("time") or "12:00")
        return datetime.combine(date.fromisoformat(values["day"]), at, self._zone(values))

    def _when(self, values: Mapping[str, str]) -> tuple[str, str, str]:
        """Day, time and zone; what a program told in UTC is by the seller's clock."""
        day, at = values.get("day", ""), values.get("time", "")
        start = self._start(values)
        if not at or start is None:
            return day, "", ""
        if values.get("zone") == "UTC" and self._scene.zone:
            start = start.astimezone(ZoneInfo(self._scene.zone))
            return start.date().isoformat(), start.strftime("%H:%M"), self._scene.zone
        return day, at, values.get("zone", "") or self._scene.zone

    def _planning(
        self, values: Mapping[str, str], whom: UUID, staged: Staged, told: tuple[str, str]
    ) -> list[Change]:
        said = self._said(values, whom, told)
        key = (whom.hex, fold(str(said["what"])), values.get("day", ""))
        uid = str(said["origin"]).removeprefix(FROM_CALENDAR)
        known = self._planned.get(key)
        if known:
            progress = _progress(values, self._scene)
            if known in self._unnamed and uid:  # brought in before its identity was kept, or by hand
                progress["origin"] = said["origin"]
            return self._known(known, progress, staged, told[0])
        change = self._new(said, staged)
        self._planned[key] = change.record
        if uid:
            self._from[uid] = change.record, whom
        return [change]

    def _said(self, values: Mapping[str, str], whom: UUID, told: tuple[str, str]) -> Patch:
        kind = _kind("followup", values) or ("meeting" if values["component"] == "vevent" else "other")
        day, at, zone = self._when(values)
        what, note = told
        uid = values.get("uid", "").replace(f"{_EVENT}{_OURS}", _OURS)
        return {
            "what": what or default_what(kind, self._names[whom]),
            "kind": kind,
            "day": day or None,
            "time": at or None,
            "zone": zone,
            "prospect": whom.hex,
            "outcome": note,
            "origin": f"{FROM_CALENDAR}{uid}" if uid else "",
            **_progress(values, self._scene),
        }

    def _again(self, values: Mapping[str, str], known: UUID, whom: UUID, staged: Staged) -> list[Change]:
        """An entry that came before: what was renamed or moved in the calendar is so here."""
        name = self._names.get(whom, "")
        progress = _progress(values, self._scene)
        if known in self._pending:
            return self._known(known, progress, staged, values["what"])
        said = self._said(values, whom, _told(values, name))
        with self._store.reading_raw() as connection:
            mine = as_of.records(connection, self.subject, [known], self._store.lifts)[known]
            before = calendar_again.told_before(connection, known)
        patch, kept = calendar_again.moved(mine, before, said)
        staged.kept_yours += [f"{said['what']}: {word}" for one in kept if (word := called([one]))]
        patch |= {one: value for one, value in progress.items() if mine[one] is None and value != mine[one]}
        staged.duplicates += 1
        staged.updated += bool(patch)
        was = {one: mine[one] for one in patch}
        return [Change(self.subject, known, patch, was)] if patch else []

    def _happening(
        self, values: Mapping[str, str], whom: UUID, start: datetime, staged: Staged, told: tuple[str, str]
    ) -> list[Change]:
        what, note = told
        at, uid = to_micros(start.astimezone(UTC)), values.get("uid", "")
        planned = (
            whom.hex,
            fold(what),
            self._when(values)[0],
        ) in self._planned  # brought in while it was to come
        if planned or uid in self._happened or f"{whom.hex} {at}" in self._happened:
            staged.duplicates += 1
            return []
        minutes = values.get("minutes", "")
        said: Patch = {
            "kind": _kind("activity", values) or "meeting",
            "at": at,
            "minutes": int(minutes) if minutes else None,
            "prospect": whom.hex,
            "note": "\n".join(filter(None, (what, note))),
            "uid": uid,
            "created_at": to_micros(self._scene.now),
        }
        staged.created += 1
        self._happened.update({f"{whom.hex} {at}": whom.hex} | ({uid: whom.hex} if uid else {}))
        kept: Patch = {name: value for name, value in said.items() if value not in {"", None}}
        return [Change("activities", new_id(), kept, None)]


def _is_second_half(uid: str) -> bool:
    """Whether an entry is the event of a follow-up of ours, which its to-do tells as well."""
    return uid.endswith(f"{_EVENT}{_OURS}")


def _second_halves_last(rows: Iterator[Said | Refused]) -> Iterator[Said | Refused]:
    """Events of follow-ups of ours after all else: they only count where their to-do is missing."""
    later = list[Said]()
    for row in rows:
        if isinstance(row, Said) and _is_second_half(row.values.get("uid", "")):
            later.append(row)
        else:
            yield row
    yield from later


def _progress(values: Mapping[str, str], scene: Scene) -> Patch:
    """What a calendar tells anew of a follow-up: that it is done, and when to be reminded."""
    said: Patch = {}
    if done := values.get("done"):
        said["done_at"] = to_micros(scene.now if done == "1" else _instant(done, scene))
    elif remind := values.get("remind"):
        said["remind_at"] = to_micros(_instant(remind, scene))
    return said


def _instant(text: str, scene: Scene) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=scene.now.tzinfo)


def _kind(of: str, values: Mapping[str, str]) -> str:
    words = values.get("kind", "").split("|")
    return next((found for word in words if (found := vocabulary.recognise(of, word))), "")


def _told(values: Mapping[str, str], name: str) -> tuple[str, str]:
    """What is to be done, without the name that an export puts behind it, and what more the entry says."""
    what = values["what"].removesuffix(f": {name}").strip()
    place = f"{_('Place')}: {values['place']}" if values.get("place") else ""
    repeats = _("It repeats in the calendar; here it stands once.") if values.get("repeats") else ""
    return what, "\n".join(filter(None, (values.get("note", ""), place, repeats)))
