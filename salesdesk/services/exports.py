"""Handing over: prospects, follow-ups or everything as a file that others can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import time, tzinfo
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain import vocabulary
from salesdesk.domain.complaints import Complaint
from salesdesk.domain.drafts import AddressDraft, Detail, FollowUpDraft, Photo, ProspectDraft
from salesdesk.domain.followups import FollowUp
from salesdesk.errors import UserError
from salesdesk.exchange import csv, export_presets, field_choice, icalendar, mapping, vcard, xlsx
from salesdesk.exchange.icalendar import CalendarEntry
from salesdesk.i18n import _
from salesdesk.services import export_tables, packages, search
from salesdesk.services.cards import Card, cards
from salesdesk.services.changes import nobody_watches
from salesdesk.services.output import put
from salesdesk.store import files
from salesdesk.store.batches import Progress
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading

ENDINGS = (".vcf", ".csv", ".xlsx", ".ics", ".zip")
_OF_SOME: Final = frozenset({".vcf", ".ics"})  # files that hold something or are broken: RFC 6350, RFC 5545


@dataclass(slots=True)
class Exported:
    """What was written, and who was left out for which reason."""

    file: Path
    written: int = 0
    left_out: list[tuple[UUID, str]] = field(default_factory=list[tuple[UUID, str]])
    cut: list[tuple[UUID, str]] = field(default_factory=list[tuple[UUID, str]])  # a record and its column
    prospects: list[UUID] = field(default_factory=list[UUID])  # those in the file, or of its follow-ups
    there: bool = True  # whether a file was written: cards or a calendar without any are none


@dataclass(frozen=True, slots=True)
class Form:
    """What of prospects goes along: the `fields` (all where none are told), and in the words of which `program`."""

    program: str = ""
    fields: tuple[str, ...] = ()

    def check(self, ending: str, subject: str) -> None:
        """Raises `UserError` where a file of such an ending, or of such records, cannot have this form."""
        field_choice.known(self.fields)
        if self.program and (ending, subject) != (".csv", "prospects"):
            raise UserError(
                _("Only a .csv file of prospects is written for another program."),
                _("Leave out --for, or end the name in .csv."),
            )
        if self.fields and subject != "prospects":
            raise UserError(
                _("Fields are chosen of prospects only."), _("Leave out --fields, or write prospects.")
            )


AS_IT_IS: Final = Form()


def export(
    store: Store,
    target: Path,
    *,
    of: str = "",
    query: str = "",
    consented: bool = False,
    card: str = "",
    form: Form = AS_IT_IS,
) -> Exported:
    """Writes what `query` finds to `target`, in the format of its ending.

    `consented` leaves out who did not consent to being handed over; `card` is the version of vCard, 4.0 where
    none is told; `form` what of prospects goes along, and for which program. Raises `UserError` where the ending
    is unknown or does not fit the subject or the form, `EnvironmentTrouble` where the disk refuses.
    """
    ending = target.suffix.lower()
    subject = of or ("followups" if ending == ".ics" else "prospects")
    _fitting(ending, subject, narrowed=bool(of or query or consented))
    form.check(ending, subject)
    if card and ending != ".vcf":
        raise UserError(_("Only a .vcf file has a version of vCard."), _("Leave out --vcard, or write .vcf."))
    if ending == ".zip":
        return Exported(target, packages.export(store, target))
    with store.read() as reading:
        wanted = list(search.ids(reading, search.ask(reading, query, subject=subject, clock=store.clock)))
        out = Exported(target)
        if subject == "prospects":
            drafts = _drafts(store, reading, wanted, out, consented=consented)
            content = _written(drafts, out, card or "4.0", form)
        elif subject == "followups":
            content = _follow_ups(store, reading, wanted, out)
        elif subject in export_tables.SHAPES:
            header, rows, out.written = export_tables.table(reading, subject, wanted, store.clock.zone())
            content = _table(out, header, rows, _(export_tables.SHAPES[subject].sheet))
        else:
            content = _complaints(reading, wanted, out)
    out.there = bool(out.written) or ending not in _OF_SOME
    if out.there:
        put(target, content)
    return out


def export_these(
    store: Store,
    target: Path,
    wanted: Sequence[UUID],
    *,
    notes: bool = True,
    form: Form = AS_IT_IS,
    progress: Progress = nobody_watches,
) -> Exported:
    """Writes the records `wanted`, in that order: follow-ups where `target` ends in .ics, else prospects.

    `notes`: whether what the seller noted goes along, with what came from another program and no field holds.
    `progress` is told how many prospects are read. Raises as `export` does; what it raises ends it.
    """
    ending = target.suffix.lower()
    subject = "followups" if ending == ".ics" else "prospects"
    _fitting(ending, subject, narrowed=True)
    form.check(ending, subject)
    out = Exported(target)
    with store.read() as reading:
        if subject == "followups":
            content = _follow_ups(store, reading, wanted, out)
        else:
            drafts = _drafts(store, reading, wanted, out, consented=False, progress=progress)
            content = _written(drafts if notes else [_without_notes(one) for one in drafts], out, "4.0", form)
    put(target, content)
    return out


def _without_notes(draft: ProspectDraft) -> ProspectDraft:
    return replace(draft, note="", raw_vcard=())


def _fitting(ending: str, subject: str, *, narrowed: bool) -> None:
    if ending not in ENDINGS:
        told = _("A file ending in “{ending}” is not something to write.")
        raise UserError(
            told.format(ending=ending) if ending else _("The name of the file says nothing of its kind."),
            _("End the name in {endings}.").format(endings=", ".join(ENDINGS)),
        )
    fits = {"prospects": {".vcf", ".csv", ".xlsx"}, "followups": {".ics", ".csv", ".xlsx"}}
    if ending == ".zip":
        if narrowed:
            raise UserError(
                _("A data package holds everything, so it cannot be narrowed down."),
                _("Leave out --of, --where and --consented, or write CSV, XLSX or vCard."),
            )
    elif ending not in fits.get(subject, {".csv", ".xlsx"}):
        raise UserError(
            _("{subject} cannot be written as {ending}.").format(subject=subject, ending=ending),
            _("Use .csv or .xlsx, or .vcf for prospects and .ics for followups."),
        )


def _drafts(
    store: Store,
    reading: Reading,
    wanted: Sequence[UUID],
    out: Exported,
    *,
    consented: bool,
    progress: Progress = nobody_watches,
) -> list[ProspectDraft]:
    drafts: list[ProspectDraft] = []
    photos = out.file.suffix.lower() == ".vcf"
    for start in range(0, len(wanted), 500):
        progress(start)
        for card in cards(reading, wanted[start : start + 500]):
            if consented and not may_be_handed_over(card):
                out.left_out.append((card.prospect.id, _("has not consented to being handed over")))
            else:
                drafts.append(draft_of(card, store.path, photos=photos, zone=store.clock.zone()))
                out.prospects.append(card.prospect.id)
    return drafts


def _written(drafts: Sequence[ProspectDraft], out: Exported, version: str, form: Form) -> bytes:
    out.written = len(drafts)
    chosen = [field_choice.narrowed(one, form.fields) for one in drafts]
    if out.file.suffix.lower() == ".vcf":
        return vcard.write(chosen, version)
    if form.program:
        return csv.write(*export_presets.table_for(form.program, chosen))
    header, rows = field_choice.columns(*mapping.export_table(chosen), form.fields)
    return _table(out, header, rows, _("Prospects"))


def cards_of(store: Store, ids: Sequence[UUID]) -> bytes:
    """The vCards of some prospects, as they are dragged out or copied; consent is the one's who drags them."""
    with store.read() as reading:
        found, zone = cards(reading, ids), store.clock.zone()
        return vcard.write([draft_of(card, store.path, photos=True, zone=zone) for card in found])


def may_be_handed_over(card: Card) -> bool:
    """Whether the person consented to being handed over to others."""
    return any(one.channel == "hand-over" and one.withdrawn_at is None for one in card.consents)


def draft_of(card: Card, store: Path, *, photos: bool, zone: tzinfo | None = None) -> ProspectDraft:
    """A card as a file tells it; with the day on which they met where the `zone` is told whose day it is."""
    p = card.prospect
    consents = [one.wording or one.channel for one in card.consents if one.withdrawn_at is None]
    return ProspectDraft(
        id=str(p.id),
        uid=p.uid,
        name=p.name,
        first_name=p.first_name,
        last_name=p.last_name,
        title=p.title,
        company=card.company.name if card.company else "",
        phones=tuple(Detail(x.value, x.kind) for x in card.phones),
        emails=tuple(Detail(x.value, x.kind) for x in card.emails),
        webs=tuple(Detail(x.value, x.kind) for x in card.webs),
        addresses=tuple(_address(x) for x in card.addresses),
        birthday=p.birthday,
        note=p.note,
        tags=tuple(tag.name for tag in card.tags),
        source=card.source.kind if card.source else "",
        source_which=card.source.which if card.source else "",
        fair=card.fair.name if card.fair else "",
        stage=p.stage,
        time_frame=p.time_frame,
        language=p.language,
        trade=p.trade,
        size=p.size,
        region=p.region,
        consent=", ".join(dict.fromkeys(consents)),
        customer_since=p.customer_since,
        met=p.met_at.astimezone(zone).date() if zone and p.met_at else None,
        asked_about=tuple(x.product for x in card.asked_about),
        photo=_photo(card, store) if photos else None,
        raw_vcard=tuple(line for line in p.raw_vcard.split("\n") if line),
        follow_up=_next_follow_up(card),
    )


def _address(x: Any) -> AddressDraft:
    return AddressDraft(
        street=x.street,
        postal_code=x.postal_code,
        city=x.city,
        region=x.region,
        country=x.country,
        kind=x.kind,
    )


def _next_follow_up(card: Card) -> FollowUpDraft | None:
    """The follow-up that is due first of those not yet done."""
    waiting = [one for one in card.followups if one.day and one.done_at is None]
    if not waiting:
        return None
    first = min(waiting, key=lambda one: (one.day, one.time is None, one.time or time(), one.row))
    return FollowUpDraft(what=first.what, kind=first.kind, day=first.day, time=first.time)


def _photo(card: Card, store: Path) -> Photo | None:
    kept = [x for x in card.attachments if x.kind == "photo" and files.whole(store, x.sha256)]
    return Photo(kept[0].media_type, files.where(store, kept[0].sha256).read_bytes()) if kept else None


def _table(out: Exported, header: Sequence[str], rows: Sequence[Sequence[str]], sheet: str) -> bytes:
    """A table of `rows`, each of which begins with the id of its record."""
    if out.file.suffix.lower() != ".xlsx":
        return csv.write(header, rows)
    for row in rows:
        out.cut += [
            (UUID(row[0]), name) for name, cell in zip(header, row, strict=True) if xlsx.too_long(cell)
        ]
    return xlsx.write(header, rows, sheet=sheet)


def _follow_ups(store: Store, reading: Reading, wanted: Sequence[UUID], out: Exported) -> bytes:
    found = _all(reading, FollowUp, wanted)
    who = {c.prospect.id: c for c in cards(reading, list({f.prospect for f in found if f.prospect}))}
    out.written = len(found)
    out.prospects = [one for one in dict.fromkeys(f.prospect for f in found) if one in who]
    if out.file.suffix.lower() == ".ics":
        return icalendar.write([_entry(one, who.get(one.prospect)) for one in found], now=store.clock.now())
    header = ("id", "what", "kind", "day", "time", "prospect", "done")
    rows = [
        (
            str(f.id),
            f.what,
            f.kind,
            f.day.isoformat() if f.day else "",
            f.time.strftime("%H:%M") if f.time else "",
            who[f.prospect].name if f.prospect in who else "",
            f.done_at.isoformat() if f.done_at else "",
        )
        for f in found
    ]
    return _table(out, header, rows, _("Follow-ups"))


def _entry(one: FollowUp, card: Card | None) -> CalendarEntry:
    return CalendarEntry(
        id=str(one.id),
        what=one.what,
        kind=one.kind,
        day=one.day,
        time=one.time,
        zone=one.zone,
        remind_at=one.remind_at,
        prospect_name=card.name if card else "",
        phone=card.phones[0].value if card and card.phones else "",
        note=one.outcome,
        done=one.done_at,
    )


def _complaints(reading: Reading, wanted: Sequence[UUID], out: Exported) -> bytes:
    found = _all(reading, Complaint, wanted)
    who = {c.prospect.id: c.name for c in cards(reading, list({f.prospect for f in found if f.prospect}))}
    out.written = len(found)
    header = (
        "id",
        "what",
        "kind",
        "prospect",
        "received",
        "promise",
        "promised",
        "status",
        "resolution",
        "resolved",
    )
    rows = [
        (
            str(c.id),
            c.what,
            vocabulary.label("complaint", c.kind),
            who.get(c.prospect, "") if c.prospect else "",
            c.received_at.isoformat() if c.received_at else "",
            c.promise,
            c.promised_at.isoformat() if c.promised_at else "",
            c.status,
            c.resolution,
            c.resolved_at.isoformat() if c.resolved_at else "",
        )
        for c in found
    ]
    return _table(out, header, rows, _("Complaints"))


def _all(reading: Reading, kind: Any, wanted: Sequence[UUID]) -> list[Any]:
    found: dict[UUID, Any] = {}
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        found.update({one.id: one for one in reading.find(select(kind).where(kind.id.in_(part)))})
    return [found[one] for one in wanted if one in found]
