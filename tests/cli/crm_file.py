"""A table of deals as a program for teams exports it, with the oddities that such files have."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

HEADER = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"
PRICES = {
    "GTX Basic": 550,
    "GTX Pro": 4821,
    "MG Special": 55,
    "MG Advanced": 3393,
    "GTX Plus Pro": 5482,
    "GTX Plus Basic": 1096,
    "GTK 500": 26768,
}
STAGES = {"Won": 4238, "Lost": 2473, "Engaging": 1589, "Prospecting": 500}
NOBODY = 1425  # open deals of no account


def products() -> str:
    """The products, each with its series and price."""
    rows = (f"{name},{name.split()[0]},{price}" for name, price in PRICES.items())
    return "\n".join(("product,series,sales_price", *rows)) + "\n"


def deals(seed: int = 1) -> tuple[str, dict[str, int]]:
    """8,800 deals, and what they come to by stage. "GTX Pro" is written "GTXPro" in every one of them."""
    chance = Random(seed)
    accounts = [f"{chance.choice('ABCDĐØŻ')}{n}corp" for n in range(85)]
    agents = [f"Agent Ås{n}" for n in range(30)]
    stages = [stage for stage, many in STAGES.items() for _ in range(many)]
    chance.shuffle(stages)
    nobody = NOBODY
    rows: list[str] = []
    sums = dict.fromkeys(STAGES, 0)
    for number, stage in enumerate(stages):
        product = chance.choice(list(PRICES))
        opened = date(2016, 10, 20) + timedelta(days=chance.randrange(400))
        closed = opened + timedelta(days=chance.randrange(1, 140))
        value = ""
        if stage in {"Won", "Lost"}:
            worth = round(PRICES[product] * chance.uniform(0.7, 1.3)) if stage == "Won" else 0
            sums[stage] += worth
            value = f"{worth}.0"
        account = chance.choice(accounts)
        if nobody and stage in {"Engaging", "Prospecting"}:
            account, nobody = "", nobody - 1
        days = ["" if stage == "Prospecting" else opened.isoformat(), closed.isoformat() if value else ""]
        sold = product.replace("GTX Pro", "GTXPro")
        rows.append(",".join((f"{number:05X}Q", chance.choice(agents), sold, account, stage, *days, value)))
    return "\n".join((HEADER, *rows)) + "\n", sums
