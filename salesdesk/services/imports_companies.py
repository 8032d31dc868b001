"""Bringing in tables of companies: found by organisation number or name, with their phones and addresses."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.instants import to_micros
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.exchange.subject_tables import Said
from salesdesk.i18n import _
from salesdesk.services.drafting import Scene, parts
from salesdesk.services.imports import Decide, Staged
from salesdesk.services.imports_by_subject import SubjectImporter
from salesdesk.services.likeness import likeness
from salesdesk.store import codec
from salesdesk.store.database import Store
from salesdesk.store.sql import run

_PARTS: Final = ("phones", "emails", "webs", "addresses")


class CompanyImporter(SubjectImporter):
    """Tables of companies."""

    subject = "companies"

    def __init__(self, store: Store, scene: Scene, decide: Decide) -> None:
        super().__init__(store, scene, decide)
        self._seen: dict[str, UUID] = {}
        self._have: dict[UUID, dict[str, list[str]]] = {}
        for one, name, number in reversed(self._all("name", "organisation_number")):
            self._remember(UUID(str(one)), str(name), str(number))

    def _remember(self, one: UUID, name: str, number: str) -> None:
        self._seen[fold(name)] = one
        if _bare(number):
            self._seen[f"\n{_bare(number)}"] = one

    def _take(self, row: Said, staged: Staged) -> list[Change]:
        who = row.who
        person = who.name or f"{who.first_name} {who.last_name}".strip()
        name = (who.company or person).strip()
        if not name:
            raise UserError(_("There is no name of a company in this row."))
        contact = f"{_('Contact')}: {person}" if who.company and person and person != name else ""
        number = row.values.get("organisation_number", "")
        said: Patch = {
            "name": name,
            "organisation_number": number,
            "trade": who.trade,
            "note": "\n".join(filter(None, (contact, who.note))),
        }
        known = (
            self._alive(row)
            or (self._seen.get(f"\n{_bare(number)}") if _bare(number) else None)
            or self._seen.get(fold(name))
        )
        if known:
            return self._known(known, said, staged, name, self._new_parts(known, who))
        change = self._new(said, staged)
        self._remember(change.record, name, number)
        self._have[change.record] = {subject: [] for subject in _PARTS}
        return [change, *self._new_parts(change.record, who)]

    def _new_parts(self, company: UUID, who: ProspectDraft) -> list[Change]:
        """The phones, emails, webs and addresses that a company has not yet."""
        if company not in self._have:
            self._have[company] = self._parts_of(company)
        have, made = self._have[company], list[Change]()
        for subject, patch in parts(who, self._scene):
            like = likeness(subject, patch.get)
            if like not in have[subject]:
                patch["position"] = len(have[subject])
                have[subject].append(like)
                said: Patch = {name: value for name, value in patch.items() if value not in {"", None, 0}}
                said |= {"company": company.hex, "created_at": to_micros(self._scene.now)}
                made.append(Change(subject, new_id(), said, None))
        return made

    def _parts_of(self, company: UUID) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        with self._store.reading_raw() as connection:
            for subject in _PARTS:
                names = codec.fields(subject)
                columns = ", ".join(f'"{name}"' for name in names)
                query = f"SELECT {columns} FROM {subject} WHERE company = ? AND deleted_at IS NULL"
                kept: Any = run(connection, query, (company.bytes,))
                found[subject] = [likeness(subject, codec.patched(names, row).get) for row in kept]
        return found


def _bare(number: str) -> str:
    """An organisation number without spaces and signs."""
    return "".join(c for c in fold(number) if c.isalnum())
