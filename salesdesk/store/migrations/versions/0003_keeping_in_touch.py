"""Nurture plans, templates, teammates and hand-overs, stints, reviews, and customers that left."""

from salesdesk.store.migrations import statements

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of keeping in touch and handing out."""
    statements.run("0003_keeping_in_touch.sql")
