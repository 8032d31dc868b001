"""What became of the files of an import, as a report for scripts and as lines for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from salesdesk.errors import UserError
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import reading, rejects
from salesdesk.services.badge_lists import list_told
from salesdesk.services.export_tables import SHAPES
from salesdesk.services.import_tables import gathered
from salesdesk.services.import_told import told_again
from salesdesk.services.imports import Staged

Report = dict[str, Any]
SUBJECTS: Final[Mapping[str, str]] = {
    "prospects": N_("Prospects"),
    "followups": N_("Follow-ups"),
    "complaints": N_("Complaints"),
    **{subject: shape.sheet for subject, shape in SHAPES.items()},
}


def report(staged: Staged, kept: Mapping[str, Path]) -> Report:
    """What became of a file of contacts or other records, whose `kept` files `rejects.keep` gave."""
    doubtful = str(kept.get("doubtful", ""))
    rejected: list[Report] = []
    for one in staged.refused:
        file = rejects.kept_in(one, kept, staged)
        rejected.append({"where": one.where, "reason": one.reason, "kept_in": str(file) if file else None})
    rejected += [
        {
            "where": d.row.where,
            "reason": _("May be known already: {reasons}").format(
                reasons=" ".join(reason.text for reason in d.hit.match.reasons)
            ),
            "kept_in": doubtful or None,
            "maybe": str(d.hit.id),
        }
        for d in staged.aside
    ]
    rejected.sort(key=lambda one: rejects.stands(str(one["where"])))
    read = staged.read
    return {
        "file": str(read.path),
        "format": read.format.value,
        "encoding": read.encoding,
        "delimiter": read.delimiter,
        "read": staged.rows,
        "created": staged.created,
        "updated": staged.updated,
        "duplicates": staged.duplicates,
        "rejected": rejected,
        "unmapped": list(read.unmapped),
        "hints": staged.hints,
        "kept_yours": staged.kept_yours,
        "again": staged.again,
        "badges": _badges(staged),
        "reasons": str(kept["reasons"]) if "reasons" in kept else None,
    }


def _badges(staged: Staged) -> Report | None:
    counted = staged.badges.counted() if staged.badges else None
    if counted is None:
        return None
    at = counted.place
    fair = {"id": str(UUID(at.fair)) if at.fair else None, "name": at.name} if at else None
    figures = {"listed": counted.listed, "scanned": counted.scanned, "left_out": counted.left_out}
    return {**figures, "fair": fair, "told": list_told(counted)}


def unread(file: Path, trouble: UserError) -> Report:
    """What is told of a file that could not be read."""
    whole = {"where": "", "reason": str(trouble), "kept_in": str(file)}
    zero = dict.fromkeys(("read", "created", "updated", "duplicates"), 0)
    start = {"file": str(file), "format": None, "encoding": "", "delimiter": ""}
    return {**start, **zero, "rejected": [whole], "unmapped": [], "hints": [], "error": str(trouble)}


def lines(report: Report) -> list[str]:
    """The report as a person reads it."""
    name = reading.name_of(Path(report["file"]))
    if "error" in report:
        return [f"{name}: {report['error']}"]
    form = " · ".join(
        part for part in (report["format"], report["encoding"], report["delimiter"].strip()) if part
    )
    if "records" in report:
        return [f"{name} ({form}): {_records(report['records'])}"]
    nothing_new = max(0, report["duplicates"] - report["updated"])
    counts = (
        ngettext("{n} new", "{n} new", report["created"]).format(n=report["created"]),
        ngettext("{n} added to", "{n} added to", report["updated"]).format(n=report["updated"]),
        ngettext("{n} known", "{n} known", nothing_new).format(n=nothing_new),
        ngettext("{n} not taken", "{n} not taken", len(report["rejected"])).format(n=len(report["rejected"])),
    )
    told = [f"{name} ({form}): " + ", ".join(counts)]
    if report.get("badges"):
        told.append("  " + report["badges"]["told"])
    if again := report.get("again"):
        told.append("  " + told_again(len(again), again))
    told += [f"  {one['where']}: {one['reason']}" for one in report["rejected"][:20]]
    told += _kept_lines(report)
    if report["unmapped"]:
        columns = ", ".join(report["unmapped"])
        told.append("  " + _("Columns put into the note: {columns}").format(columns=columns))
    if report.get("kept_yours"):
        yours = _("Your own words stayed where the file said something else: {what}")
        told.append("  " + yours.format(what="; ".join(report["kept_yours"][:20])))
    return told + [f"  {hint}" for hint in gathered(report["hints"])[:20]]


def _kept_lines(report: Report) -> list[str]:
    """Where lies what was not taken, and what to do with it."""
    told: list[str] = []
    files = _by_file(report["rejected"])
    for kept, some in files.items():
        told.append(_("Kept in {file}").format(file=kept))
        if "maybe" in some[0]:
            told.append(_("To decide on them: salesdesk import {file} --duplicates ask").format(file=kept))
        elif not kept.endswith(".txt"):
            told.append(_("Correct them there and bring them in: salesdesk import {file}").format(file=kept))
    if report.get("reasons") and report["reasons"] not in files:
        told.append(_("Why they were not taken: {file}").format(file=report["reasons"]))
    return [f"  {line}" for line in told]


def _by_file(rejected: Sequence[Report]) -> dict[str, list[Report]]:
    found: dict[str, list[Report]] = {}
    for one in rejected:
        if one["kept_in"]:
            found.setdefault(one["kept_in"], []).append(one)
    return found


def _records(counts: Mapping[str, Mapping[str, int]]) -> str:
    """What a package held of each subject: `deals: 299 new, 0 known`."""
    told = _("{subject}: {new} new, {known} known")
    parts = (
        told.format(subject=_(SUBJECTS[subject]), new=one["created"], known=one["known"])
        for subject, one in counts.items()
    )
    return "; ".join(parts) or _("nothing in it")
