"""Whom a row of activities or complaints is about: someone known, by id, phone, email or name, or someone new."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from uuid import UUID

from salesdesk.domain.changes import Change
from salesdesk.domain.columns import new_id
from salesdesk.domain.drafts import ProspectDraft, Row
from salesdesk.domain.matching import keys
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services.cards import card
from salesdesk.services.directory import Directory
from salesdesk.services.drafting import Scene, new_prospect
from salesdesk.services.imports import Choice, Decide, Doubt
from salesdesk.services.matching import Hit, SameFile, against_known, person
from salesdesk.store.database import Store
from salesdesk.store.known import alive, merged
from salesdesk.store.sql import run


@dataclass(frozen=True, slots=True)
class Whom:
    """The prospect, the company or both that a row is about."""

    prospect: UUID | None = None
    company: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Called:
    """A prospect under the name that is shown of it."""

    id: UUID
    company: str  # folded
    only_company: bool


class Register:
    """Whom rows are about, found or made, each once for all rows of an import."""

    def __init__(self, store: Store, scene: Scene, decide: Decide) -> None:
        self._store, self._scene, self._decide = store, scene, decide
        self._file = SameFile()
        self._met: dict[ProspectDraft, Whom] = {}
        self._refused: dict[ProspectDraft, str] = {}
        self._called: dict[str, list[_Called]] = defaultdict(list)
        with store.read() as reading:
            self.directory = Directory(reading.connection, scene.now, everything=True)
            self.directory.preload()
            for one, name, company in run(
                reading.connection,
                "SELECT p.id, p.name, c.name FROM prospects p LEFT JOIN companies c ON c.id = p.company"
                " AND c.deleted_at IS NULL WHERE p.deleted_at IS NULL ORDER BY p.row",
            ):
                self._call(UUID(bytes=one), name, company or "")

    def find(self, row: Row) -> tuple[Whom, list[Change]]:
        """Whom `row` is about, and the changes that make what was not known.

        Raises `UserError` where it names nobody, or someone who cannot be told from others.
        """
        draft = replace(row.draft, note="")
        if draft in self._met:
            return self._met[draft], []
        if draft in self._refused:
            raise UserError(self._refused[draft])
        if not (draft.id or draft.says_who):
            raise UserError(_("This row does not say whom it is about: name a prospect or a company."))
        try:
            found, changes = self._prospect(replace(row, draft=draft))
        except UserError as trouble:
            self._refused[draft] = str(trouble)
            raise
        company = self.directory.company(draft.company)
        changes = [*self.directory.made(), *changes]
        self._met[draft] = Whom(found, company)
        return self._met[draft], changes

    def knows(self, name: str) -> bool:
        """Whether a person of this name is known, who is no company."""
        return any(not one.only_company for one in self._called.get(fold(name), ()))

    def _prospect(self, row: Row) -> tuple[UUID | None, list[Change]]:
        draft = row.draft
        if draft.id:
            return self._by_id(UUID(draft.id)), []
        alone = draft.company and draft.shown_name == draft.company and not (draft.phones or draft.emails)
        if alone:
            known = [one for one in self._called.get(fold(draft.company), ()) if one.only_company]
            return (known[0].id if len(known) == 1 else None), []
        newcomer = person(draft, self._scene.region)
        asked = keys(newcomer)
        with self._store.reading_raw() as connection:
            hits = [*self._file.find(newcomer, asked), *against_known(connection, [newcomer], [asked])[0]]
        hits.sort(key=lambda hit: (not hit.match.certain, -hit.match.score))
        found = hits[0].id if hits and hits[0].match.certain else self._by_name(draft)
        if found is None and hits:
            found = self._doubtful(row, hits[0])
        if found is not None:
            return found, []
        made = new_id()
        self._file.add(made, newcomer, asked)
        self._call(made, draft.name or f"{draft.first_name} {draft.last_name}".strip(), draft.company)
        return made, new_prospect(draft, self.directory, self._scene, made=made)[1]

    def _by_id(self, wanted: UUID) -> UUID:
        """The prospect of this id, or the one that took it in."""
        with self._store.reading_raw() as connection:
            last = merged(connection, [wanted]).get(wanted, (wanted,))[-1]
            if not alive(connection, [last.bytes]):
                raise UserError(_("There is no prospect with the id {id}.").format(id=wanted))
            return last

    def _by_name(self, draft: ProspectDraft) -> UUID | None:
        """The one prospect of this name, where nothing but names and a company is told."""
        if draft.phones or draft.emails:
            return None
        company = fold(draft.company)
        same = self._called.get(fold(draft.shown_name), [])
        if company:
            same = [one for one in same if one.company in {company, ""}]
        if len(same) > 1:
            raise UserError(
                _("Several prospects are called {name}: write the phone, email or id as well.").format(
                    name=draft.shown_name
                )
            )
        return same[0].id if same else None

    def _doubtful(self, row: Row, hit: Hit) -> UUID | None:
        with self._store.read() as reading:
            mine = card(reading, hit.id)
        choice = self._decide(Doubt(row, hit), mine)
        if choice is Choice.ASIDE:
            raise UserError(
                _("May be known already: {reasons}").format(
                    reasons=" ".join(reason.text for reason in hit.match.reasons)
                )
            )
        return hit.id if choice is Choice.SAME else None

    def _call(self, one: UUID, name: str, company: str) -> None:
        self._called[fold(name or company)].append(_Called(one, fold(company), not name))
