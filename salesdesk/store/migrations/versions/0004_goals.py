"""Goals, techniques and commission; and what figures look up by its instant."""

from salesdesk.store.migrations import statements

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of goals, and the indexes of figures."""
    statements.run("0004_goals.sql")
