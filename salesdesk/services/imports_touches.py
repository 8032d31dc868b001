"""Bringing in tables of activities and complaints: each row is about somebody, who is found or made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from salesdesk.domain import vocabulary
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.instants import to_micros
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.exchange.subject_cells import MOMENTS
from salesdesk.exchange.subject_tables import Said
from salesdesk.i18n import _
from salesdesk.services.drafting import Scene
from salesdesk.services.imports import Decide, Staged
from salesdesk.services.imports_by_subject import SubjectImporter
from salesdesk.services.whom import Whom
from salesdesk.store.database import Store

_SEVERITIES: Final[Mapping[str, int]] = {
    **dict.fromkeys(("low", "lav", "lag", "niski", "niedrig", "thap"), 1),
    **dict.fromkeys(("normal", "medium", "middels", "vanlig", "medel", "sredni", "mittel"), 2),
    **dict.fromkeys(("high", "hoy", "hog", "wysoki", "hoch", "cao", "urgent", "critical", "haster"), 3),
}
_SOLVED: Final = frozenset(  # folded
    (
        *("resolved", "solved", "closed", "done", "fixed", "lost", "lukket", "avsluttet", "avslutad"),
        *("zamkniete", "rozwiazane", "gelost", "erledigt", "da giai quyet"),
    )
)


class ActivityImporter(SubjectImporter):
    """Tables of what happened, and with whom."""

    subject = "activities"

    def __init__(self, store: Store, scene: Scene, decide: Decide) -> None:
        super().__init__(store, scene, decide)
        self._seen: dict[tuple[Any, ...], UUID] = {}
        for one, *rest in self._all("prospect", "company", "kind", "at", "note"):
            prospect, company, kind, at, note = rest
            self._remember(
                UUID(str(one)), {"prospect": prospect, "company": company, "kind": kind, "at": at}, note
            )

    def _remember(self, one: UUID, said: Patch, note: int | str | None) -> None:
        key = (said["prospect"] or said["company"], said["kind"], said["at"])
        self._seen[key] = one
        self._seen[*key, fold(str(note or ""))] = one

    def _take(self, row: Said, staged: Staged) -> list[Change]:
        if not row.values.get("at"):
            raise UserError(_("This row does not say when it happened."), _("Give it a day."))
        own = self._alive(row)
        whom, made = self._find_whom(row, own)
        note, minutes = [row.who.note], _minutes(row.values.get("minutes", ""))
        if row.values.get("minutes") and minutes is None:
            note.append(f"{_('Minutes')}: {row.values['minutes']}")
        kind = row.values.get("kind", "")
        said: Patch = {
            "kind": vocabulary.recognise("activity", kind) or kind or "note",
            "at": self._moment("at", row.values["at"]),
            "minutes": minutes,
            **_about(whom),
            "fair": _hex(self._whom.directory.named("fairs", self._scene.fair)),
            "outcome": row.values.get("outcome", ""),
            "technique": row.values.get("technique", ""),
            "note": "\n".join(filter(None, note)),
        }
        made += self._whom.directory.made()
        key = (said["prospect"] or said["company"], said["kind"], said["at"])
        exact = key if ":" in row.values["at"] else (*key, fold(str(said["note"])))
        known = own or self._seen.get(exact)
        if known:
            return [*made, *self._known(known, said, staged, row.who.shown_name)]
        change = self._new(said, staged)
        self._remember(change.record, said, said["note"])
        return [*made, change]


class ComplaintImporter(SubjectImporter):
    """Tables of what customers brought up."""

    subject = "complaints"

    def __init__(self, store: Store, scene: Scene, decide: Decide) -> None:
        super().__init__(store, scene, decide)
        self._seen: dict[tuple[Any, ...], UUID] = {}
        for one, *rest in self._all("prospect", "company", "what", "received_at"):
            prospect, company, what, received = rest
            self._remember(UUID(str(one)), prospect or company, str(what), received)

    def _remember(self, one: UUID, whom: Any, what: str, received: Any) -> None:
        self._seen[whom, fold(what)] = one
        self._seen[whom, fold(what), received] = one

    def _take(self, row: Said, staged: Staged) -> list[Change]:
        values = row.values
        if not values.get("what"):
            raise UserError(_("A complaint needs a word on what is wrong."))
        own = self._alive(row)
        whom, made = self._find_whom(row, own)
        note: list[str] = [row.who.note]
        kind, severity = _kind(values, note), _severity(values, note)
        cause = values.get("cause", "")
        moments: Patch = {
            f"{field}_at": self._moment(field, values[field]) for field in MOMENTS if values.get(field)
        }
        solved = bool(values.get("resolved")) or fold(values.get("status", "")) in _SOLVED
        if (
            values.get("status")
            and not solved
            and fold(values["status"]) not in {"open", "apen", "oppen", "new"}
        ):
            note.append(f"{_('Status')}: {values['status']}")
        named = vocabulary.recognise("cause", cause) or cause
        said: Patch = {
            "what": values["what"],
            "kind": kind,
            "severity": severity,
            "cause": _hex(self._whom.directory.named("causes", named)),
            **_about(whom),
            **moments,
            "promise": values.get("promise", ""),
            "resolution": values.get("resolution", ""),
            "status": "resolved" if solved else "open",
            "note": "\n".join(filter(None, note)),
        }
        made += self._whom.directory.made()
        who = said["prospect"] or said["company"]
        received = (moments["received_at"],) if "received_at" in moments else ()
        known = own or self._seen.get((who, fold(values["what"]), *received))
        if known:
            return [*made, *self._known(known, said, staged, values["what"])]
        change = self._new({"received_at": to_micros(self._scene.now), **said}, staged)
        self._remember(change.record, who, values["what"], change.patch["received_at"])
        return [*made, change]


def _about(whom: Whom) -> Patch:
    return {"prospect": _hex(whom.prospect), "company": _hex(whom.company)}


def _hex(one: UUID | None) -> str | None:
    return one.hex if one else None


def _minutes(text: str) -> int | None:
    """The minutes that "45", "45 min" or "1:30" mean; None where it means none."""
    hours, colon, rest = text.partition(":")
    if colon and hours.isdecimal() and rest.isdecimal() and len(text) < 6:
        return int(hours) * 60 + int(rest)
    number = fold(text).removesuffix("utes").removesuffix("utter").removesuffix("min").strip(" .")
    return int(number) if number.isdecimal() and len(number) < 6 else None


def _kind(values: Mapping[str, str], note: list[str]) -> str:
    text = values.get("kind", "")
    found = vocabulary.recognise("complaint", text)
    if text and not found:
        note.append(f"{_('Kind')}: {text}")
    return found or "complaint"


def _severity(values: Mapping[str, str], note: list[str]) -> int | None:
    text = values.get("severity", "")
    found = int(text) if text in {"1", "2", "3"} else _SEVERITIES.get(fold(text))
    if text and found is None:
        note.append(f"{_('Severity')}: {text}")
    return found
