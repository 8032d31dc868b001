"""Goals wherever the window shows them: of what they are made, and in which tone they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SUBJECTS: Final = (
    *("goals", "milestones", "revisions", "prospects", "stage_changes", "deals", "deal_lines", "credits"),
    *("delivery_promises", "offers", "products", "causes", "techniques", "sources", "fairs", "expenses"),
    *("activities", "stints", "complaints", "ratings", "followups", "reviews", "companies"),
    *("preferences", "commission_plans", "commission_tiers"),
)  # whose writes may move a goal
TONES: Final[Mapping[str, str]] = {  # of those that say something; others are as the words around them
    "ahead": "good",
    "on-pace": "good",
    "met": "good",
    "behind": "warm",
    "missed": "hot",
}
