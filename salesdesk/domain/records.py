"""What every record has in common: a local row, an id, a creation, a deletion that is a field.

Records are SQLAlchemy classes. They leave a unit of work whole and read-only: setting a field of one that
has left raises, since such a write would reach neither the store nor its log.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, MetaData, Text, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from salesdesk.domain.columns import Instant, Uid, new_id


class Record(DeclarativeBase):
    """A record of the seller's: `subject` is its table's name, the word that log, faces and files use."""

    metadata = MetaData(
        naming_convention={
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
        }
    )

    row: Mapped[int] = mapped_column(Integer, primary_key=True, sort_order=-3)  # local, never logged
    id: Mapped[UUID] = mapped_column(Uid, unique=True, sort_order=-2)
    created_at: Mapped[datetime | None] = mapped_column(Instant, sort_order=90, active_history=True)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant, sort_order=91, active_history=True)

    def __init__(self, **values: Any) -> None:
        values.setdefault("id", new_id())
        for name, default in defaults(self.__table__).items():
            values.setdefault(name, default)
        for name, value in values.items():
            if name not in self.__table__.c:
                raise TypeError(f"{type(self).__name__} has no field {name}")
            setattr(self, name, value)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self.__table__.c and inspect(self).detached:
            raise TypeError(f"{type(self).__name__} has left its unit of work: {name} is set by a service")
        super().__setattr__(name, value)

    @property
    def subject(self) -> str:
        """The word for this kind of record."""
        return self.__tablename__


def defaults(table: Any) -> dict[str, Any]:
    """The logged fields of `table` with the value that a record has where nothing was said."""
    named: dict[str, Any] = {column.name: column.default for column in table.columns}
    return {
        name: default.arg if default is not None and default.is_scalar else None
        for name, default in named.items()
        if name not in {"row", "id"}
    }


def text(*, index: bool = False) -> MappedColumn[str]:
    """A text field: empty where nothing was said, never null."""
    return mapped_column(Text, default="", active_history=True, index=index)


def number(default: int | None = None) -> MappedColumn[Any]:
    """A whole number; money is one in minor units, beside a currency."""
    return mapped_column(Integer, default=default, nullable=default is None, active_history=True)


def flag() -> MappedColumn[int]:
    """Yes or no, kept as 1 or 0."""
    return mapped_column(Integer, default=0, active_history=True)


def moment(*, index: bool = False) -> MappedColumn[datetime | None]:
    """An instant, or not yet."""
    return mapped_column(Instant, active_history=True, index=index)


def reference(subject: str) -> MappedColumn[UUID | None]:
    """The id of a record of `subject` that stands on its own: it may dangle for a while (sync)."""
    return mapped_column(Uid, index=True, active_history=True, info={"refers": subject})


def part_of(subject: str) -> MappedColumn[UUID | None]:
    """The id of the record that this one is a part of, held by a foreign key."""
    return mapped_column(
        Uid, ForeignKey(f"{subject}.id"), index=True, active_history=True, info={"part_of": subject}
    )
