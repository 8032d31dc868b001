"""The data package: a zip with one CSV a subject and `datapackage.json`, after the Data Package standard.

Written for other programs to read (datapackage.org, version 1: tabular resources with a schema each) and
for Salesdesk to restore the very same store from, ids, history and attachments included.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from salesdesk.errors import UserError
from salesdesk.exchange.csv import with_limit
from salesdesk.i18n import _

PROFILE: Final = "salesdesk"
LARGEST: Final = 4 * 1024**3  # bytes that a package may unpack to
_DEEPEST_RATIO: Final = 400  # a CSV of contacts packs to a twentieth; a bomb to a thousandth

Cell = int | str | None


# What a package can be broken by: bits that fell over, a lock, an odd way of packing, nonsense in its list.
_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, csv.Error, EOFError, RuntimeError, NotImplementedError, RecursionError),
    *(KeyError, ValueError, TypeError, AttributeError, OSError),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name and its type in Table Schema (string, integer, date, time, datetime)."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Resource:
    """A table of the package. Text cells are never None; empty cells of other types are None."""

    name: str
    fields: tuple[Field, ...]
    rows: Iterable[Sequence[Cell]]


def write(
    target: Path,
    resources: Iterable[Resource],
    files: Iterable[tuple[str, bytes]],
    *,
    schema: int,
    now: datetime,
) -> int:
    """Writes a package to `target` and gives the number of rows. The file is replaced only when it is whole.

    Raises OSError where the disk refuses.
    """
    part = target.with_name(target.name + ".part")
    described: list[dict[str, Any]] = []
    count = 0
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as package:
        for resource in resources:
            path = f"data/{resource.name}.csv"
            with package.open(path, "w", force_zip64=True) as raw:
                text = io.TextIOWrapper(raw, "utf-8", newline="")
                writer = csv.writer(text, lineterminator="\r\n")
                writer.writerow([field.name for field in resource.fields])
                for row in resource.rows:
                    writer.writerow(["" if cell is None else cell for cell in row])
                    count += 1
                text.flush()
                text.detach()
            described.append(_described(resource, path))
        for name, content in files:
            package.writestr(f"files/{name}", content)
        package.writestr("datapackage.json", json.dumps(_package(described, schema, now), indent=2))
    part.replace(target)
    return count


def _described(resource: Resource, path: str) -> dict[str, Any]:
    fields = [{"name": field.name, "type": field.type} for field in resource.fields]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if fields[0]["name"] == "id":
        schema["primaryKey"] = "id"
    return {
        "name": resource.name.replace("_", "-"),
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _package(resources: list[dict[str, Any]], schema: int, now: datetime) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": PROFILE,
        "title": "Salesdesk",
        "created": now.isoformat(timespec="seconds"),
        "salesdesk": {"schema": schema},
        "resources": resources,
    }


class Package:
    """A package that came in. Use it in a `with`."""

    def __init__(self, data: bytes) -> None:
        """Opens a package. Raises `UserError` where it is damaged, or unpacks to more than is sensible."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            total = sum(entry.file_size for entry in self._zip.infolist())
            if total > LARGEST or total > _DEEPEST_RATIO * max(len(data), 1_000_000):
                raise UserError(_("The package unpacks to far too much."), _("Nothing was taken from it."))
            self._described: Any = json.loads(self._zip.read("datapackage.json"))
            self.schema = int(self._described["salesdesk"]["schema"])
            self._paths = {
                str(one["name"]).replace("-", "_"): one["path"] for one in self._described["resources"]
            }
        except _BROKEN as error:
            raise _damaged() from error

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        """The rows of a table, as text by column; none where the package has no such table."""
        if name not in self._paths:
            return
        with_limit(LARGEST)
        try:
            with self._zip.open(self._paths[name]) as raw:
                reader = csv.reader(io.TextIOWrapper(raw, "utf-8", newline=""), strict=True)
                header = next(reader, list[str]())
                for cells in reader:
                    yield dict(zip(header, cells, strict=True))
        except _BROKEN as error:
            raise _damaged() from error

    def file(self, name: str) -> bytes | None:
        """The content of an attachment, or None where the package lacks it."""
        try:
            return self._zip.read(f"files/{name}")
        except KeyError:
            return None
        except _BROKEN as error:
            raise _damaged() from error


def _damaged() -> UserError:
    return UserError(
        _("The data package is damaged, or is not one of Salesdesk."),
        _("Nothing was taken from it. Ask for it again, or take a backup."),
    )
