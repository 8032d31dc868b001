"""Renaming a company of thousands, while another program captures."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from bench.beside import Cost, cost
from bench.people import people
from bench.stores import filled
from salesdesk.domain.companies import Company
from salesdesk.store.derived_catch_up import catch_up


def measure(folder: Path, count: int) -> Cost:
    """The cost of renaming the company of `count` prospects, until all are found by the new name."""
    path = folder / "store.db"
    of_one_company = (replace(one, company="Nordlys Interiør") for one in people(count))
    with filled(path, of_one_company) as store:

        def rename(begin: Callable[[], None]) -> None:
            begin()
            time.sleep(0.5)  # for the captures to be under way
            with store.change("Changed {name}", name="Nordlys") as unit:
                company = unit.first(select(Company).where(Company.name == "Nordlys Interiør"))
                assert company is not None
                company.name = "Ørsted Hage"
            catch_up(store)

        return cost(path, rename)
