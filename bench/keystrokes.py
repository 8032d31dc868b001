"""The query of a keystroke: what a search field asks while someone types a name, a company or a number."""

from __future__ import annotations

import random
import statistics
import time
from itertools import islice

from salesdesk.services.search import PAGE, ask
from salesdesk.store.database import Store
from salesdesk.store.search import rows

TIMES = 500


def typed(store: Store, seed: int = 2) -> list[str]:
    """What is in the field after each of many keystrokes: beginnings of names, companies, numbers, two words."""
    chance = random.Random(seed)
    with store.reading_raw() as connection:
        query = (
            "SELECT p.first_name, p.last_name, c.name, h.e164 FROM prospects p JOIN companies c ON c.id = p.company"
            " JOIN phones h ON h.prospect = p.id WHERE p.row IN"
            " (SELECT abs(random()) % (SELECT max(row) FROM prospects) + 1 FROM prospects LIMIT 400)"
        )
        someone = connection.exec_driver_sql(query).all()
    texts: list[str] = []
    while len(texts) < TIMES:
        first, last, company, phone = chance.choice(someone)
        whole = chance.choice(
            (first, last, f"{first} {last}", company, str(phone)[3:], f"{last} {company}", "zzyx")
        )
        texts.append(whole[: chance.randrange(1, len(whole) + 1)])
    return texts


def measure(store: Store) -> tuple[float, float, float]:
    """p50, p99 and the longest, in milliseconds, of 500 keystrokes: the first fifty hits with what a row shows."""
    spent: list[float] = []
    for text in typed(store):
        begun = time.perf_counter()
        with store.read() as reading:
            asked = ask(reading, text, subject="prospects", clock=store.clock)
            found = list(islice(rows(reading.connection, asked), PAGE))
            if found:
                marks = ",".join("?" * len(found))
                query = f"SELECT row, id, name, company, stage FROM prospects WHERE row IN ({marks})"
                reading.connection.exec_driver_sql(query, tuple(found)).all()
        spent.append((time.perf_counter() - begun) * 1000)
    cuts = statistics.quantiles(spent, n=100)
    return cuts[49], cuts[98], max(spent)
