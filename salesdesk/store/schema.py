"""The tables that are not records: this device, the batches, the log of changes.

`changes` keeps one row a changed record and ChangeSet. What is the same for a whole batch (label, cause)
stands once in `batches`, and an origin is a small number, so that a log row is little more than its patch.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

origins: Final = Table(
    "origins",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", LargeBinary(16), nullable=False, unique=True),
    Column(
        "local", Integer, nullable=False
    ),  # 1: writes under it now · 2: did, before a restore · 0: received
    Column("seq", Integer, nullable=False),  # the last one given out or received, gapless
    Column("hlc", BigInteger, nullable=False),
)

batches: Final = Table(
    "batches",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", LargeBinary(16), nullable=False, unique=True),
    Column("origin", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("label_args", Text, nullable=False),
    Column("cause", Text, nullable=False),  # change · undo · redo · repair
    Column("of", Integer),  # the batch that an undo or redo answers
    Column("state", Text, nullable=False),  # open · done
    Column("undone", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_batches_of", "of"),
    Index("ix_batches_open", "row", sqlite_where=text("state = 'open'")),
)

changes: Final = Table(
    "changes",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("origin", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("hlc", BigInteger, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("record", LargeBinary(16), nullable=False),
    Column("patch", Text, nullable=False),
    Column("before", Text),
    Column("seen", Text),  # null: all that stands above this row on the record (docs/adr/0002)
    Column("batch", Integer, nullable=False),
    UniqueConstraint("origin", "seq"),
    Index("ix_changes_record", "record"),
    Index("ix_changes_batch", "batch", "hlc"),
)
