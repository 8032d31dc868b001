"""The complaints as a list shows them, and which of them still wait for somebody."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from salesdesk.domain.companies import Company
from salesdesk.domain.complaints import Cause, Complaint
from salesdesk.domain.prospects import Prospect


def of_the_living() -> ColumnElement[bool]:
    """That whoever a complaint is of was not deleted: the prospect, else the company. Bringing them back brings
    the complaint back; one of nobody, or of someone unknown here, stays."""
    who, firm = aliased(Prospect), aliased(Company)  # whatever else a query joins
    prospect_gone = exists().where(who.id == Complaint.prospect, who.deleted_at.is_not(None))
    company_gone = exists().where(firm.id == Complaint.company, firm.deleted_at.is_not(None))
    return not_(or_(prospect_gone, and_(Complaint.prospect.is_(None), company_gone)))


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
