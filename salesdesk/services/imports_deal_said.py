"""What one row of a table says of a deal itself, as fields of the record, and what in it is odd or missing."""

from __future__ import annotations

from decimal import Decimal
from typing import Final
from uuid import UUID

from salesdesk.domain import vocabulary
from salesdesk.domain.changes import Patch
from salesdesk.i18n import _
from salesdesk.services.directory import Directory
from salesdesk.services.drafting import Scene
from salesdesk.services.import_money import RowNotes, currency, instant
from salesdesk.services.imports_deal_stages import Stands
from salesdesk.services.whom import Whom
from salesdesk.store import codec

_DAYS: Final = {
    "expected_close": "expected_close",
    "delivered": "delivered_on",
    "invoiced": "invoiced_on",
    "paid": "paid_on",
    "revisit": "revisit_on",
}
MONEY: Final = ("amount", "price", "list_price", "cost")


def fields(
    told: RowNotes, whom: Whom, *, stands: Stands, inherited: Patch, scene: Scene, directory: Directory
) -> Patch:
    """The fields of the deal that a row tells, empty where it tells nothing. `inherited` is what the deal takes
    from its prospect: company, source and fair."""
    values = told.row.values
    closed = values.get("closed") or values.get("lost_time") or ""
    opened, expected, dated = (
        values.get("opened", ""),
        values.get("expected_close", ""),
        values.get("date", ""),
    )
    if stands.outcome:
        closed = closed or dated
    else:
        opened, expected, closed = opened or dated, expected or closed[:10], ""
    source = (
        vocabulary.recognise("source", values.get("source", "")) or values.get("source", "") or scene.source
    )
    fair = values.get("fair", "") or scene.fair
    cause = values.get("loss_cause", "")
    rate = values.get("rate", "")
    days = {column: values.get(field) or None for field, column in _DAYS.items()}
    return {
        "title": values.get("title", "").strip(),
        "number": values.get("number", "").strip(),
        "prospect": _hex(whom.prospect),
        "company": _hex(whom.company) or inherited.get("company"),
        "stage": stands.stage,
        "outcome": stands.outcome,
        "currency": _currency(told, scene),
        "probability": None if stands.outcome else _probability(told),
        "opened_at": instant(opened, scene),
        "closed_at": instant(closed, scene),
        **days,
        "expected_close": expected or None,
        "cause": _hex(directory.named("causes", vocabulary.recognise("cause", cause) or cause)),
        "competitor": _hex(directory.named("competitors", values.get("competitor", ""))),
        "technique": values.get("technique", ""),
        "source": _hex(directory.source(source, values.get("source_which", ""))) or inherited.get("source"),
        "fair": _hex(directory.named("fairs", fair)) or inherited.get("fair"),
        "rate": codec.encode("deals", "rate", Decimal(rate)) if rate else None,
        "rate_currency": values.get("rate_currency", "") if rate else "",
    }


def title(told: RowNotes, said: Patch) -> str:
    """What the deal is called: its title, or else what is sold to whom, or else its number."""
    who = told.row.who
    person = who.name or f"{who.first_name} {who.last_name}".strip()
    sold = ", ".join(filter(None, (told.row.values.get("product", ""), who.company or person)))
    return str(said["title"] or sold or said["number"])


def doubts(told: RowNotes, said: Patch, stage: str) -> None:
    """Tells of what is missing in a new deal, or cannot be. `stage`: what its stage is called where none is told."""
    values = told.row.values
    if not (said["prospect"] or said["company"]):
        told.hint(_("Nobody is named: neither a company nor a prospect."))
    if not (said["stage"] or said["outcome"]):
        told.hint(_("No stage: it stands in “{stage}”.").format(stage=stage))
    opened, closed = said["opened_at"], said["closed_at"]
    if opened is None:
        told.hint(_("No day on which it was opened."))
    if said["outcome"] and closed is None:
        told.hint(_("It is closed, and no day says when: it counts in no period until you set one."))
    if opened is not None and closed is not None and int(closed) < int(opened):
        told.hint(_("It is closed before it was opened. Both days are kept as they are."))
    if not values.get("product"):
        told.hint(_("No product."))
    if not any(values.get(name) for name in ("amount", "price")):
        told.hint(_("No amount."))
    elif values.get("amount") and not Decimal(values["amount"]):
        told.hint(_("The amount is 0."))


def _currency(told: RowNotes, scene: Scene) -> str:
    """The currency of the row; where it has no money and nobody names one, none is needed."""
    if told.row.values.get("currency") or any(told.row.values.get(name) for name in MONEY):
        return currency(told.row.values, scene)
    return scene.currency


def _probability(told: RowNotes) -> int | None:
    """The seller's own probability in per cent, of "60", "60 %" or "0.6"; None where there is none."""
    text = told.row.values.get("probability", "")
    if not text:
        return None
    number = Decimal(text)
    percent = number * 100 if 0 < number < 1 else number
    if 0 <= percent <= 100:
        return round(percent)
    told.hint(_("“{value}” is no probability. It is kept in the note.").format(value=text))
    told.keep(f"{_('Probability')}: {text}")
    return None


def _hex(one: UUID | None) -> str | None:
    return one.hex if one else None
