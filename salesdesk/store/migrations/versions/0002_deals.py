"""Products, deals with their lines, competitors, ratings and expenses."""

from salesdesk.store.migrations import statements

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of deals and what belongs to them."""
    statements.run("0002_deals.sql")
