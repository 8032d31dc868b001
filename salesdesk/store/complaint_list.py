"""The complaints as a list shows them, and which of them still wait for somebody."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, TextClause, and_, case, func, not_, select, text

from salesdesk.domain.companies import Company
from salesdesk.domain.complaints import Cause, Complaint
from salesdesk.domain.prospects import Prospect
from salesdesk.store.agenda_lists import OF_THE_LIVING


def of_the_living() -> TextClause:
    """That whoever a complaint is of was not deleted: the prospect, else the company. Bringing them back brings
    the complaint back; one of nobody, or of someone unknown here, stays."""
    return text(OF_THE_LIVING)


def lines() -> Select[Any]:
    """All complaints but those that were deleted, or whose customer was: open ones first, public ones of them
    before others, then by when the answer was promised; solved ones after, the latest first."""
    is_open = Complaint.status == "open"
    found: Any = (
        select(
            Complaint,
            func.coalesce(Prospect.name, ""),
            func.coalesce(Company.name, ""),
            func.coalesce(func.nullif(Cause.key, ""), Cause.name, ""),
        )
        .outerjoin(Prospect, Prospect.id == Complaint.prospect)
        .outerjoin(
            Company,
            and_(
                Company.id == func.coalesce(Complaint.company, Prospect.company), Company.deleted_at.is_(None)
            ),
        )
        .outerjoin(Cause, Cause.id == Complaint.cause)
        .where(Complaint.deleted_at.is_(None), of_the_living())
        .order_by(
            not_(is_open),
            case((is_open, -Complaint.public), else_=0),
            case((is_open, Complaint.promised_at.is_(None))),
            case((is_open, Complaint.promised_at)),
            Complaint.resolved_at.desc(),
            Complaint.received_at,
            Complaint.row,
        )
    )
    return found
