"""What a migration's SQL file says, statement by statement, within the caller's transaction.

SQLite's own `executescript` would commit first.
"""

import sqlite3
from pathlib import Path

from alembic import op


def run(name: str) -> None:
    """Runs the file `name` that lies beside this one."""
    pending = ""
    for line in Path(__file__).with_name(name).read_text("utf-8").splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            op.get_bind().exec_driver_sql(pending)
            pending = ""
