"""The first schema."""

import sqlite3
from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes every table of the first schema, statement by statement, within the caller's transaction."""
    pending = ""
    for line in (Path(__file__).parents[1] / "0001_first.sql").read_text("utf-8").splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            op.get_bind().exec_driver_sql(pending)
            pending = ""
