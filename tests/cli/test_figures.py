"""Figures by command line: of a file that was brought in, by their parts, and of what is wrong in it."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import UTC, date, datetime
from statistics import mean, median
from typing import Any

from sqlalchemy import select

from salesdesk import settings
from salesdesk.domain.prospects import Prospect
from tests.cli import crm_file
from tests.cli.desk import Desk
from tests.factories import open_store

QUARTERS = [(2016, 4), *((2017, quarter) for quarter in (1, 2, 3, 4)), (2018, 1), (2018, 2)]
ASKED = ("revenue", "sales", "win_rate", "average_ticket", "cycle_time", "cycle_time.median")


def first_day(year: int, quarter: int) -> date:
    return date(year, quarter * 3 - 2, 1)


def counted(text: str) -> dict[tuple[int, int], dict[str, float | None]]:
    """The same figures counted from the file itself."""
    won: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    lost: dict[tuple[int, int], int] = defaultdict(int)
    for row in csv.DictReader(text.splitlines()):
        if not row["close_date"]:
            continue
        closed, opened = date.fromisoformat(row["close_date"]), date.fromisoformat(row["engage_date"])
        key = closed.year, (closed.month + 2) // 3
        if row["deal_stage"] == "Won":
            won[key].append((int(float(row["close_value"])), (closed - opened).days))
        else:
            lost[key] += 1
    found: dict[tuple[int, int], dict[str, float | None]] = {}
    for key in QUARTERS:
        amounts, days = [one for one, _ in won[key]], [two for _, two in won[key]]
        many = len(amounts)
        found[key] = {
            "revenue": sum(amounts),
            "sales": many,
            "win_rate": many / (many + lost[key]) if many + lost[key] else None,
            "average_ticket": sum(amounts) / many if many else None,
            "cycle_time": mean(days) if days else None,
            "cycle_time.median": median(days) if days else None,
        }
    return found


def value(one: Any) -> float | None:
    said = one["value"]
    return float(said["amount"]) if isinstance(said, dict) else said


def alike(one: float | None, other: float | None, *, within: float) -> bool:
    return one == other or (one is not None and other is not None and abs(one - other) <= within)


def test_the_quarters_of_8800_deals_are_what_one_counts_in_the_file(desk: Desk) -> None:
    text, _ = crm_file.deals()
    desk.ask("settings", "currency=USD")
    file = desk.file("deals.csv", text)
    desk.ask("import", "--as", "deals", "--currency", "USD", file)
    for key, right in counted(text).items():
        start = first_day(*key)
        end = first_day(*(key[0] + key[1] // 4, key[1] % 4 + 1))
        told = desk.ask("figures", *ASKED, "--from", start.isoformat(), "--to", end.isoformat())
        for one in told:
            # a cent of money; an hour of a clock change in a cycle that is counted in days
            within = {"revenue": 0.0, "average_ticket": 0.005}.get(one["id"], 0.05)
            assert alike(value(one), right[one["id"]], within=within), (key, one)


def test_a_deal_that_closed_before_it_was_opened_is_left_out_of_its_time_and_counted(desk: Desk) -> None:
    desk.ask("settings", "currency=NOK")
    rows = ("number,prospect,amount,stage,opened,closed", "1,Åse Bjørk,100,Won,2026-03-05,2026-03-01")
    file = desk.file("deals.csv", "\n".join((*rows, "2,Łukasz,300,Won,2026-03-01,2026-03-11")) + "\n")
    desk.ask("import", "--as", "deals", file)
    (one,) = desk.ask("figures", "cycle_time", "--from", "2026-03-01", "--to", "2026-04-01")
    assert (one["value"], one["n"]) == (10, 1)
    assert one["excluded"] == [{"why": "backwards", "count": 1}]


def test_the_working_of_a_figure_has_the_records_of_both_sides_and_those_left_out(desk: Desk) -> None:
    desk.ask("settings", "currency=NOK")
    rows = ("number,prospect,amount,stage,opened,closed", "1,Åse Bjørk,100,Won,2026-03-05,2026-03-01")
    file = desk.file("deals.csv", "\n".join((*rows, "2,Łukasz,300,Won,2026-03-01,2026-03-11")) + "\n")
    desk.ask("import", "--as", "deals", file)
    asked = ("figures", "cycle_time", "revenue", "--working", "--from", "2026-03-01", "--to", "2026-04-01")
    cycle, revenue = desk.ask(*asked)
    assert [(one["name"], one["count"], one["amount"]) for one in cycle["sides"]] == [
        ("From opening to closing", 1, 10),
        ("Sales", 1, None),
    ]
    (gone,) = cycle["left_out"]
    assert (gone["why"], gone["count"]) == ("backwards", 1)
    sold = revenue["sides"][0]
    assert float(sold["amount"]["amount"]) == 400
    assert set(sold["records"]) == {*gone["records"], *cycle["sides"][1]["records"]}
    told = desk.call(*asked).out
    assert "Closed before it was opened: please correct: 1 sale" in told
    assert "Åse Bjørk" in told
    assert "name" in desk.ask("figures", "--working", code=3)["error"]


def test_figures_are_told_by_their_parts_and_a_person_reads_how_sure_they_are(desk: Desk) -> None:
    desk.ask("settings", "currency=NOK")
    rows = ["number,prospect,amount,stage,source,closed"]
    rows += [f"{n},Đặng {n},200,{'Won' if n < 4 else 'Lost'},fair,2026-03-{n + 1:02}" for n in range(6)]
    desk.ask("import", "--as", "deals", desk.file("deals.csv", "\n".join(rows) + "\n"))
    by = desk.ask("figures", "win_rate", "--by", "source", "--from", "2026-01-01", "--to", "2026-07-01")
    assert [(one["group"], one["numerator"], one["denominator"]) for one in by] == [("fair", 4, 6)]
    text = desk.call("figures", "win_rate", "--from", "2026-01-01", "--to", "2026-07-01").out
    assert "Win rate  66.7 %  (n = 6; between 30 % and 90 %, 95 % sure)" in text
    months = desk.ask("figures", "sales", "--by", "month", "--from", "2026-02-01", "--to", "2026-04-01")
    assert [(one["group"], one["value"]) for one in months] == [("2026-02-01", 0), ("2026-03-01", 4)]


def test_a_figure_nobody_knows_or_that_cannot_be_divided_so_is_refused(desk: Desk) -> None:
    desk.ask("settings", "currency=NOK")
    desk.ask("add", "Ingrid Solheim")
    assert "no figure" in desk.ask("figures", "profitt", code=3)["error"]
    assert "cannot be divided" in desk.ask("figures", "retention", "--by", "product", code=3)["error"]
    assert "no period" in desk.ask("figures", "--from", "2026-03-01", "--to", "2026-03-01", code=3)["error"]


def test_only_a_month_whose_leads_were_met_lately_may_still_change(desk: Desk) -> None:
    desk.ask("settings", "currency=NOK")
    rows = ["number,prospect,amount,stage,opened,closed"]
    rows += [f"{n},Żaneta {n},200,Won,2026-03-01,2026-03-{n + 20}" for n in range(6)]
    rows += [f"{n},Øyvind {n},200,Won,2026-10-20,2026-11-{n + 1:02}" for n in range(10, 16)]
    desk.ask("import", "--as", "deals", desk.file("deals.csv", "\n".join(rows) + "\n"))
    with open_store(desk.path) as store, store.change("Met") as unit:
        for one in unit.find(select(Prospect)):
            early = one.name.startswith("Ż")
            one.met_at = datetime(2026, 3 if early else 11, 1, 12, tzinfo=UTC)
    told = desk.ask(
        "figures", "lead_conversion", "--by", "month", "--from", "2026-03-01", "--to", "2026-12-01"
    )
    assert {one["group"]: one["note"] for one in told if one["n"]} == {
        "2026-03-01": "",
        "2026-11-01": "provisional",
    }


def test_months_are_called_as_months_and_in_json_by_their_first_day(desk: Desk) -> None:
    desk.ask("deal", "Eikebrett til Åsa", "--line", "Brett@900")
    told = desk.call("figures", "sales", "--by", "month", "--from", "2026-02-01", "--to", "2026-04-01").out
    answer = desk.ask("figures", "sales", "--by", "month", "--from", "2026-02-01", "--to", "2026-04-01")

    assert "February 2026" in told
    assert "March 2026" in told
    assert "2026-02-01" not in told
    assert [one["group"] for one in answer] == ["2026-02-01", "2026-03-01"]


def test_figures_of_the_sample_need_no_currency_said_where_no_country_is_known(desk: Desk) -> None:
    settings.save(settings.Settings())  # and the system tells none in tests
    empty = desk.call("figures", "revenue")
    desk.call("demo", "--prospects", "40")

    (revenue,) = desk.ask("figures", "revenue")

    assert "which currency" in empty.err
    assert revenue["value"]["currency"] == "NOK"


def test_deals_in_several_currencies_do_not_say_in_which_one_sells(desk: Desk) -> None:
    settings.save(settings.Settings())
    for currency in ("NOK", "EUR"):
        desk.ask("deal", f"Stół dębowy {currency}", "--currency", currency)

    assert "which currency" in desk.call("figures", "revenue").err
