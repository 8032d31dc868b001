"""What deals and customers were lost to, and what complaints were about: one list of causes for all three."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.store.figures.asking import Asked, ask

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection

_NAMED = "coalesce(nullif(c.key, ''), c.name, '')"


def named(connection: AnyConnection, asked: Asked) -> list[tuple[str, str, str, int]]:
    """How often each cause was named in each bucket, for lost `deals`, `complaints` received, and customers
    (`prospects`) that left: the bucket, which of the three, the key of the cause (its name where it is the seller's
    own, empty where nobody said), and the count."""
    query = f"""WITH {asked.periods}
        SELECT b.name, 'deals', {_NAMED}, count(*) FROM bucket b JOIN deals x
            ON x.closed_at >= b.begun AND x.closed_at < b.over AND x.outcome = 'lost' AND x.deleted_at IS NULL
            LEFT JOIN causes c ON c.id = x.cause GROUP BY 1, 3
        UNION ALL SELECT b.name, 'complaints', {_NAMED}, count(*) FROM bucket b JOIN complaints x
            ON x.received_at >= b.begun AND x.received_at < b.over AND x.kind = 'complaint' AND x.deleted_at IS NULL
            LEFT JOIN causes c ON c.id = x.cause GROUP BY 1, 3
        UNION ALL SELECT b.name, 'prospects', {_NAMED}, count(*) FROM bucket b JOIN prospects x
            ON x.left_on >= b.first AND x.left_on < b.after AND x.deleted_at IS NULL
            LEFT JOIN causes c ON c.id = x.left_cause GROUP BY 1, 3"""
    return ask(connection, query, asked).fetchall()
