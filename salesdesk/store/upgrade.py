"""Which version a store is of, read raw, and the way up where it is older."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from salesdesk.domain.changes import SCHEMA
from salesdesk.errors import EnvironmentTrouble
from salesdesk.i18n import _
from salesdesk.store.connections import APPLICATION_ID
from salesdesk.store.migrations.lifts import LIFTS, Lift
from salesdesk.store.sql import scalar

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from salesdesk.store.sql import AnyConnection

HERE: Final = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Migrations:
    """Where the migrations lie, and the lifts that go with them."""

    folder: Path = HERE
    lifts: Mapping[int, Lift] = field(default_factory=lambda: LIFTS)


def version(connection: AnyConnection, path: Path) -> int | None:
    """The schema that the store speaks; None where it is new.

    Raises `EnvironmentTrouble` where the file is another program's, or of a newer Salesdesk.
    """
    mark = scalar(connection, "PRAGMA application_id")
    if not scalar(connection, "SELECT count(*) FROM sqlite_master"):
        return None
    if mark != APPLICATION_ID:
        raise EnvironmentTrouble(
            _("{file} is not a Salesdesk store.").format(file=path), _("Name the right file with --store.")
        )
    found = int(scalar(connection, "SELECT version_num FROM alembic_version"))
    if found > SCHEMA:
        raise EnvironmentTrouble(
            _("{file} was written by a newer Salesdesk.").format(file=path),
            _("Nothing was changed. Install the newer version to open it."),
        )
    return found


def bring_up(connection: Connection, migrations: Migrations) -> None:
    """Runs the migrations that are due, in the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    from salesdesk.store import derived

    config = Config()
    config.set_main_option("script_location", str(migrations.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, f"{SCHEMA:04d}")
    derived.fill_in(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
