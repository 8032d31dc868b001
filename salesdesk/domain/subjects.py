"""All subjects in one place: which records there are, what is a part of what, who refers to whom.

Read from the columns themselves, so that a new record is known here by being imported.
"""

from __future__ import annotations

from typing import Any, Final, cast

from sqlalchemy import Table

from salesdesk.domain.activities import Activity
from salesdesk.domain.attachments import Attachment
from salesdesk.domain.commissions import CommissionPlan, CommissionTier
from salesdesk.domain.companies import Company
from salesdesk.domain.competitors import Competitor, CompetitorContract, CompetitorPrice
from salesdesk.domain.complaints import Cause, Complaint
from salesdesk.domain.consents import Consent
from salesdesk.domain.deals import Credit, Deal, DealLine, DealStage, DeliveryPromise, Offer
from salesdesk.domain.expenses import Expense
from salesdesk.domain.fairs import Fair
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.goals import Goal, Milestone, Revision
from salesdesk.domain.handovers import HandedOver, HandOver, Teammate
from salesdesk.domain.nurturing import NurturePlan, NurtureStep, Nurturing
from salesdesk.domain.products import Bundled, GoesWith, ListPrice, Objection, Product
from salesdesk.domain.prospects import (
    Address,
    Answer,
    AskedAbout,
    Email,
    Phone,
    Prospect,
    Question,
    StageChange,
    Web,
)
from salesdesk.domain.ratings import Rating
from salesdesk.domain.records import Record
from salesdesk.domain.reviews import Review, ReviewedCustomer
from salesdesk.domain.sources import Source
from salesdesk.domain.stints import Stint
from salesdesk.domain.tags import Tag, Tagging
from salesdesk.domain.techniques import Technique
from salesdesk.domain.templates import Template
from salesdesk.domain.views import Preference, View

# In an order in which they can be inserted: what others refer to comes first.
RECORDS: Final[tuple[type[Record], ...]] = (
    Preference,
    View,
    Cause,
    Tag,
    Source,
    Fair,
    Question,
    DealStage,
    Product,
    ListPrice,
    Bundled,
    GoesWith,
    Objection,
    Competitor,
    CompetitorPrice,
    Technique,
    CommissionPlan,
    CommissionTier,
    Goal,
    Milestone,
    Revision,
    Template,
    NurturePlan,
    NurtureStep,
    Teammate,
    Stint,
    Company,
    Prospect,
    Phone,
    Email,
    Web,
    Address,
    AskedAbout,
    CompetitorContract,
    Deal,
    DealLine,
    Credit,
    DeliveryPromise,
    Offer,
    StageChange,
    Answer,
    Tagging,
    Consent,
    Activity,
    Complaint,
    Rating,
    Expense,
    Nurturing,
    FollowUp,
    Attachment,
    HandOver,
    HandedOver,
    Review,
    ReviewedCustomer,
)
BY_SUBJECT: Final[dict[str, type[Record]]] = {record.__tablename__: record for record in RECORDS}


def table(subject: str) -> Table[Any]:
    """The table of `subject`."""
    found: Any = BY_SUBJECT[subject].__table__
    return cast("Table[Any]", found)


def referring(subject: str) -> list[tuple[str, str, str]]:
    """Who names a record of `subject`: (subject, field, "part_of" or "refers")."""
    return [
        (record.__tablename__, column.name, bond)
        for record in RECORDS
        for column in table(record.__tablename__).columns
        for bond in ("part_of", "refers")
        if column.info.get(bond) == subject
    ]
