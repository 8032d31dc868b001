"""The first schema."""

from salesdesk.store.migrations import statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes every table of the first schema."""
    statements.run("0001_first.sql")
