"""Looking: find, show, today, duplicates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from uuid import UUID

import click

from salesdesk.cli import documents, goal_showing, goal_telling, showing
from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command, Query
from salesdesk.clock import today as day_of
from salesdesk.domain import query as language
from salesdesk.domain import vocabulary
from salesdesk.domain.goals import Goal
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import duplicates as doubles
from salesdesk.services import lookup, scoring, search, sources
from salesdesk.services import today as day_service
from salesdesk.services.cards import card
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.search import Hit
from salesdesk.store.database import Store

SUBJECTS = (
    "prospects",
    "companies",
    "fairs",
    "complaints",
    "followups",
    "activities",
    "deals",
    "products",
    "competitors",
    "techniques",
    "expenses",
    "ratings",
    "stints",
    "goals",
)


# A term that begins with a minus (-tag:oak) is no option, and `-h` in it asks for no help.
_TERMS = {"ignore_unknown_options": True, "help_option_names": ["--help"]}  # the word `-h` alone: see Query


@click.command(
    context_settings=_TERMS,
    cls=Query,
    help=N_(
        'Find by words, numbers and conditions: hot source:fair due:<today company:"Fjord". Nothing finds all.'
    ),
)
@common
@click.argument("query", nargs=-1)
@click.option("--limit", type=click.IntRange(min=0), default=50, help=N_("How many to show; 0 shows all."))
@click.option(
    "--of", "subject", type=click.Choice(SUBJECTS), default="prospects", help=N_("What to look for.")
)
@click.option("--save", "view", metavar="NAME", help=N_("Save the query as a view of this name."))
@in_session
def find(session: Session, query: tuple[str, ...], limit: int, subject: str, view: str | None) -> None:
    text = " ".join(query)
    if view is not None and not view.strip():
        raise click.UsageError(_("{option} needs a name.").format(option="--save"))
    with session.store() as store:
        if view:
            search.save(store, view, text, subject=subject)
        total, hits = _found(store, text, subject, limit)
        if not total:
            for doubt in _unknown_sources(store, text, subject):
                session.tell(doubt)
    shown = [
        {
            "id": str(h.id),
            "subject": h.subject,
            "name": h.name,
            "company": h.company,
            "interest": h.interest,
            "stage": h.stage,
            "next_step": h.next_step or None,
            **({} if h.score is None else {"score": h.score}),
        }
        for h in hits
    ]
    lines = [_line(hit) for hit in hits]
    lines.append(ngettext("{total} hit", "{total} hits", total).format(total=total))
    session.answer({"total": total, "hits": shown}, "\n".join(lines))


def _found(store: Store, text: str, subject: str, limit: int) -> tuple[int, list[Hit]]:
    with store.read() as reading:
        asked = search.ask(reading, text, subject=subject, clock=store.clock)
        hits = search.page(reading, asked, limit=limit or None, scored=True)
        few = limit == 0 or len(hits) < limit
        return len(hits) if few else search.total(reading, asked), hits


def _unknown_sources(store: Store, text: str, subject: str) -> Iterator[str]:
    """A sentence for each source that is asked for and is none, with those there are."""
    for term in language.parse(text, subject=subject, today=day_of(store.clock)).terms:
        for value in term.values if isinstance(term, language.Condition) and term.field == "source" else ():
            try:
                with store.read() as reading:
                    sources.known(reading, value)
            except UserError as trouble:
                yield str(trouble)


def _line(hit: Hit) -> str:
    about = (
        hit.company if hit.company != hit.name else "",
        vocabulary.label("interest", hit.interest),
        hit.next_step,
    )
    return "  ".join((str(hit.id), hit.name, *(part for part in about if part)))


@click.command(cls=Command, help=N_("Show one record, whole, with its history."))
@common
@click.argument("record", metavar="ID")
@in_session
def show(session: Session, record: str) -> None:
    with session.store() as store, store.read() as reading:
        found = lookup.by_id(reading, record)
        zone = store.clock.zone()
        score = scoring.explained(reading, found.record.id, store.clock)
        if isinstance(found.record, Goal):
            asking = Asking(reading, store.clock, session.currency(), session.settings.region())
            session.answer(*goal_showing.whole(asking, found.record, found))
            return
        document = showing.document(found, zone)
        if score:
            document["score"] = {"total": score.total, "parts": dict(score.parts)}
        text = showing.text(found, zone, region=session.settings.region(), score=score)
        session.answer(document, text)


@click.command(
    cls=Command, help=N_("Show what is to be done now: late, today, the next days; complaints; the fair.")
)
@common
@in_session
def today(session: Session) -> None:
    with session.store() as store, store.read() as reading:
        day = day_service.look(reading, store.clock)
        zone = store.clock.zone()
        asking = Asking(reading, store.clock, session.currency(), session.settings.region())
        goals = goal_telling.briefly(asking) if session.as_json else []

    def who(one: object) -> str:
        found = day.who.get(getattr(one, "prospect", None))  # type: ignore[arg-type]  # None finds nobody
        return found.name if found else ""

    document = {
        "late": [documents.follow_up(f, who(f), zone) for f in day.late],
        "today": [documents.follow_up(f, who(f), zone) for f in day.today],
        "next": [documents.follow_up(f, who(f), zone) for f in day.next],
        "complaints": [
            documents.complaint(c, who(c), day.causes.get(c.id, ""), zone) for c in day.complaints
        ],
        "check_ins": [documents.follow_up(f, who(f), zone) for f in day.check_ins],
        "goals": goals,
        "fair": documents.fair(day.fair.fair, day.fair.met, zone) if day.fair else None,
        "deliveries": [documents.delivery(one) for one in day.deliveries],
    }
    session.answer(document, "\n".join(_day_lines(day, zone)))


def _day_lines(day: day_service.Today, zone: tzinfo) -> list[str]:
    lines = [showing.long_day(day.day)]
    for title, some in ((_("Late"), day.late), (_("Today"), day.today), (_("Next days"), day.next)):
        if some or title == _("Today"):
            lines += ["", title]
        if title == _("Today") and not (day.late or day.today):
            lines.append("  " + _("Nothing due today."))
        for one in some:
            found = day.who.get(one.prospect) if one.prospect else None
            who = found.name if found and found.name not in one.what else ""
            clock = one.time.strftime("%H:%M") if one.time else ""
            at = (
                clock if clock and one.day == day.day else f"{showing.when(one.day, day.day)} {clock}".strip()
            )
            lines.append("  ".join(part for part in (f"  {one.what}", who, at, str(one.id)) if part))
    if day.deliveries:
        lines += ["", _("Deliveries")]
    for delivery in day.deliveries:
        promised = showing.when(delivery.promised, day.day)
        told = (f"  {delivery.title}", delivery.who, promised, str(delivery.id))
        lines.append("  ".join(filter(None, told)))
    if day.complaints:
        lines += ["", _("Complaints")]
    for one in day.complaints:
        found = day.who.get(one.prospect) if one.prospect else None
        promised = showing.when(one.promised_at.astimezone(zone).date() if one.promised_at else None, day.day)
        public = _("said in public") if one.public else ""
        told = (f"  {one.what}", found.name if found else "", promised, public, str(one.id))
        lines.append("  ".join(filter(None, told)))
    if day.fair:
        fair, target = day.fair.fair, day.fair.fair.target_leads
        met = (
            _("{met} of {target} met").format(met=day.fair.met, target=target)
            if target
            else str(day.fair.met)
        )
        lines += ["", f"{fair.name}, {showing.long_day(fair.starts_on)}: {met}"]
    return lines


@click.command(
    cls=Command, help=N_("List pairs that may be the same, the likeliest first, with the reasons.")
)
@common
@click.option(
    "--threshold", type=click.FloatRange(0, 1), default=None, help=N_("Only pairs from this score on.")
)
@click.option(
    "--two",
    nargs=2,
    metavar="ID ID",
    default=None,
    help=N_("Remember first that these are two people, and list them no more; undo forgets it."),
)
@in_session
def duplicates(session: Session, threshold: float | None, two: tuple[str, str] | None) -> None:
    with session.store() as store:
        if two:
            _two_people(store, *two)
        _list_duplicates(session, store, threshold)


def _two_people(store: Store, one: str, other: str) -> None:
    with store.read() as reading:
        found = [lookup.by_id(reading, each) for each in (one, other)]
        for each in found:
            each.need_alive()
    first, second = (each.record for each in found)
    if first.id == second.id or not (isinstance(first, Prospect) and isinstance(second, Prospect)):
        raise UserError(_("These are not two prospects."), _("Give two ids that `duplicates` lists."))
    doubles.two_people(store, first.id, second.id)


def _list_duplicates(session: Session, store: Store, threshold: float | None) -> None:
    with store.read() as reading:
        pairs = [p for p in doubles.likely(reading) if threshold is None or p[2].score >= threshold]
        names: dict[UUID, str] = {}
        for a, b, _match in pairs[:200]:
            for one in (a, b):
                found = card(reading, one)
                names[one] = found.name if found else ""
    document = [
        {"a": str(a), "b": str(b), "score": round(m.score, 4), "reasons": [r.text for r in m.reasons]}
        for a, b, m in pairs
    ]
    lines = [
        f"{m.score:.2f}  {names.get(a, a)} · {names.get(b, b)}: "
        + " ".join(r.text for r in m.reasons)
        + f"\n      {a} {b}"
        for a, b, m in pairs
    ]
    session.answer(document, "\n".join(lines) or _("No duplicates found."))


COMMANDS = {"find": find, "show": show, "today": today, "duplicates": duplicates}
