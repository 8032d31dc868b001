"""The records behind figures of leads, service and the seller's own work, as those of sales are (sale_records)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from salesdesk.domain.pipeline import LINE
from salesdesk.store.figures.asking import OF_DEALS, OF_PROSPECTS, Asked, own
from salesdesk.store.figures.leads import each_lead
from salesdesk.store.figures.sales import BACK
from salesdesk.store.figures.work import ACQUISITION, NOT_REACHED, QUALIFIED, SPENDING

_NET, _COST = (LINE.format(price=price) for price in ("net_minor", "cost_minor"))
_STEPS: Final = ", ".join(f"'{step}'" for step in ACQUISITION)
_COMPLAINT: Final = "c.kind = 'complaint' AND c.deleted_at IS NULL"


def met(asked: Asked, hours: Mapping[str, int]) -> str:
    """Prospects first met. `hours` are the promised delays by interest."""
    return f"""{each_lead(asked, hours)}, src AS (
        SELECT 'prospects' AS subject, id, met_at AS at, NULL AS day, listed, bought, tried IS NOT NULL AS tried,
            tried - met_at AS took, tried IS NOT NULL OR met_at + delay < :now AS due,
            coalesce(tried <= met_at + delay, 0) AS on_time FROM lead)"""


def reached(asked: Asked) -> str:
    """Prospects that reached a rung of the ladder for the first time."""
    return f"""WITH {asked.periods}, rise AS MATERIALIZED (
        SELECT prospect, new, min(at) AS at FROM stage_changes
        WHERE prospect IS NOT NULL AND deleted_at IS NULL GROUP BY 1, 2),
        src AS (SELECT 'prospects' AS subject, p.id, r.at, NULL AS day, r.new AS rung
            FROM bucket b JOIN rise r ON r.at >= b.begun AND r.at < b.over
            JOIN prospects p ON p.id = r.prospect AND p.deleted_at IS NULL WHERE 1{asked.kept(OF_PROSPECTS)})"""


def deliveries(asked: Asked, today: str) -> str:
    """Sales whose first promised day lies in the period and is over, or that were delivered."""
    return f"""WITH {asked.periods}, {BACK}, promised AS MATERIALIZED (
        SELECT p.deal, p.day, row_number() OVER (PARTITION BY p.deal ORDER BY p.at, p.row) AS nth,
            count(*) OVER (PARTITION BY p.deal) AS times
        FROM delivery_promises p WHERE p.deleted_at IS NULL AND p.day IS NOT NULL),
        src AS (SELECT 'deals' AS subject, d.id, NULL AS at, p.day, coalesce(d.delivered_on <= p.day, 0) AS kept,
            p.times > 1 AS moved
            FROM bucket b JOIN promised p ON p.nth = 1 AND p.day >= b.first AND p.day < b.after
            JOIN deals d ON d.id = p.deal AND d.deleted_at IS NULL AND d.outcome = 'won'
            WHERE (p.day < '{today}' OR d.delivered_on IS NOT NULL){asked.kept(OF_DEALS)})"""


def check_ins(asked: Asked, today: str) -> str:
    """Check-ins that were due or done."""
    return f"""WITH {asked.periods}, src AS (
        SELECT 'followups' AS subject, f.id, NULL AS at, f.day, coalesce(local_day(f.done_at) <= f.day, 0) AS kept
        FROM bucket b JOIN followups f ON f.day >= b.first AND f.day < b.after AND f.origin = 'check-in'
        WHERE f.deleted_at IS NULL AND (f.day < '{today}' OR f.done_at IS NOT NULL))"""


def complaints(asked: Asked) -> str:
    """Complaints received before the period is over."""
    return f"""WITH {asked.periods}, src AS (
        SELECT 'complaints' AS subject, c.id, c.received_at AS at, NULL AS day, c.received_at >= b.begun AS here,
            c.status <> 'resolved' AS still_open
        FROM bucket b JOIN complaints c ON c.received_at < b.over AND {_COMPLAINT})"""


def resolved(asked: Asked) -> str:
    """Complaints solved, with how long each took."""
    return f"""WITH {asked.periods}, src AS (
        SELECT 'complaints' AS subject, c.id, c.resolved_at AS at, NULL AS day, c.resolved_at - c.received_at AS took
        FROM bucket b JOIN complaints c ON c.resolved_at >= b.begun AND c.resolved_at < b.over
        WHERE {_COMPLAINT} AND c.status = 'resolved' AND c.resolved_at >= c.received_at)"""


def ratings(asked: Asked, kind: str) -> str:
    """The latest rating of each event, or the latest recommendation of each customer."""
    whom, most = ("coalesce(r.complaint, r.deal, r.id)", "1 AND 5")
    if kind == "recommendation":
        whom, most = ("coalesce(r.prospect, r.company, r.id)", "0 AND 10")
    return f"""WITH {asked.periods}, said AS (
        SELECT r.id, r.at, r.value,
            row_number() OVER (PARTITION BY {whom} ORDER BY r.at DESC, r.row DESC) AS nth
        FROM bucket b JOIN ratings r ON r.at >= b.begun AND r.at < b.over
        WHERE r.kind = '{kind}' AND r.value BETWEEN {most} AND r.deleted_at IS NULL),
        src AS (SELECT 'ratings' AS subject, id, at, NULL AS day, value FROM said WHERE nth = 1)"""


def activities(asked: Asked) -> str:
    """What was noted."""
    only = " AND a.kind = :in_kind" if "kind" in asked.scope else ""
    return f"""WITH {asked.periods}, src AS (
        SELECT 'activities' AS subject, a.id, a.at, NULL AS day FROM bucket b CROSS JOIN activities a
        ON a.at >= b.begun AND a.at < b.over AND a.deleted_at IS NULL WHERE 1{only})"""


def _served(asked: Asked) -> str:
    return f"""WITH {asked.periods}, {BACK}, seen AS MATERIALIZED (
        SELECT local_day(a.at) AS day, iif(a.kind IN ('visit', 'meeting', 'demo', 'call-in', 'call-out')
            AND folded(a.outcome) NOT IN {NOT_REACHED}, coalesce(a.prospect, a.company), NULL) AS who
            FROM bucket b CROSS JOIN activities a
            ON a.at >= b.begun AND a.at < b.over WHERE a.deleted_at IS NULL
        UNION ALL SELECT local_day(d.closed_at), coalesce(d.prospect, d.company) FROM bucket b CROSS JOIN deals d
            ON d.closed_at >= b.begun AND d.closed_at < b.over
            WHERE d.outcome = 'won' AND d.deleted_at IS NULL AND d.id NOT IN back
        UNION ALL SELECT local_day(t.started_at), NULL FROM bucket b JOIN stints t
            ON t.started_at >= b.begun AND t.started_at < b.over WHERE t.deleted_at IS NULL)"""


_AT_FAIR: Final = """EXISTS (SELECT 1 FROM fairs f WHERE f.deleted_at IS NULL
    AND s.day BETWEEN f.starts_on AND coalesce(f.ends_on, f.starts_on)) AS at_fair"""


def served(asked: Asked) -> str:
    """Whom one met, called through or sold to, once a day."""
    return f"""{_served(asked)}, src AS (SELECT DISTINCT 'who' AS subject, s.who AS id, NULL AS at, s.day, {_AT_FAIR}
        FROM seen s WHERE s.who IS NOT NULL)"""


def days_worked(asked: Asked) -> str:
    """Days on which anything was done."""
    return f"""{_served(asked)}, src AS (
        SELECT DISTINCT 'days' AS subject, NULL AS id, NULL AS at, s.day, {_AT_FAIR} FROM seen s)"""


def stints(asked: Asked, longest: int) -> str:
    """Stints of the prospecting timer, and how long of each lies in the period; `longest`: the most that one which
    nobody ended counts for, in microseconds."""
    end = f"coalesce(t.ended_at, min(:now, t.started_at + {longest}))"
    return f"""WITH {asked.periods}, src AS (
        SELECT 'stints' AS subject, t.id, t.started_at AS at, NULL AS day,
            min({end}, b.over) - max(t.started_at, b.begun) AS took
        FROM bucket b JOIN stints t ON t.started_at < b.over AND {end} > b.begun AND {end} > t.started_at
        WHERE t.deleted_at IS NULL)"""


def reviews(asked: Asked) -> str:
    """Weeks with a finished review."""
    return f"""WITH {asked.periods}, src AS (
        SELECT 'reviews' AS subject, min(r.id) AS id, NULL AS at, r.week AS day
        FROM bucket b JOIN reviews r ON r.week >= b.first AND r.week < b.after
        WHERE r.finished_at IS NOT NULL AND r.deleted_at IS NULL GROUP BY r.week)"""


def reviewed(asked: Asked) -> str:
    """Customers that were looked at in finished reviews."""
    return f"""WITH {asked.periods}, src AS (
        SELECT 'reviewed_customers' AS subject, c.id, c.at, r.week AS day, c.answer = 'opportunity' AS found
        FROM bucket b JOIN reviews r ON r.week >= b.first AND r.week < b.after
            AND r.finished_at IS NOT NULL AND r.deleted_at IS NULL
        JOIN reviewed_customers c ON c.review = r.id AND c.deleted_at IS NULL AND c.answer <> '')"""


def spent(asked: Asked) -> str:
    """What was spent to win customers, NULL in another currency."""
    only = "".join(f" AND s.{one} = :in_{one}" for one in asked.scope)
    return f"""WITH {asked.periods}, {SPENDING}, src AS (
        SELECT s.subject, s.id, NULL AS at, s.day, iif(s.currency IN (:own, ''), s.minor, NULL) AS minor
        FROM bucket b JOIN spent s ON s.day >= b.first AND s.day < b.after WHERE s.step IN ({_STEPS}){only})"""


def _fairs(asked: Asked) -> str:
    only = " AND lower(hex(f.id)) = :in_fair" if "fair" in asked.scope else ""
    return f"""WITH {asked.periods}, {SPENDING}, here AS MATERIALIZED (
        SELECT f.id, f.starts_on, sum(s.currency NOT IN (:own, '')) > 0 AS other
        FROM bucket b JOIN fairs f ON f.starts_on >= b.first AND f.starts_on < b.after AND f.deleted_at IS NULL
        JOIN spent s ON s.fair = f.id WHERE 1{only} GROUP BY f.id)"""


def fairs(asked: Asked) -> str:
    """Fairs that cost something, and whether any of it was in another currency."""
    return f"""{_fairs(asked)}, src AS (
        SELECT 'fairs' AS subject, id, NULL AS at, starts_on AS day, other FROM here)"""


def fair_costs(asked: Asked) -> str:
    """What those fairs cost that were paid in the currency asked for."""
    return f"""{_fairs(asked)}, src AS (
        SELECT s.subject, s.id, NULL AS at, s.day, s.minor FROM here f JOIN spent s ON s.fair = f.id
        WHERE NOT f.other)"""


def fair_people(asked: Asked) -> str:
    """Who was first met at those fairs."""
    return f"""{_fairs(asked)}, src AS (
        SELECT 'prospects' AS subject, p.id, p.met_at AS at, NULL AS day, {QUALIFIED} AS qualified
        FROM here f JOIN prospects p ON p.fair = f.id AND p.deleted_at IS NULL WHERE NOT f.other)"""


def fair_sales(asked: Asked) -> str:
    """What they bought, less what came back, and what it had cost."""
    back = "SELECT sum(c.minor) FROM credits c WHERE c.deal = d.id AND c.deleted_at IS NULL"
    return f"""{_fairs(asked)}, sale AS MATERIALIZED (
        SELECT d.id, d.closed_at, d.currency, d.rate, d.rate_currency, coalesce(sum({_NET}), 0) AS net,
            coalesce(sum(CASE WHEN l.net_minor IS NOT NULL THEN {_COST} END), 0) AS cost, coalesce(({back}), 0) AS back
        FROM here f JOIN prospects p ON p.fair = f.id AND p.deleted_at IS NULL
        JOIN deals d ON d.prospect = p.id AND d.outcome = 'won' AND d.deleted_at IS NULL
        LEFT JOIN deal_lines l ON l.deal = d.id AND l.deleted_at IS NULL WHERE NOT f.other GROUP BY d.row),
        src AS (SELECT 'deals' AS subject, s.id, s.closed_at AS at, NULL AS day,
            {own("s.net", "s")} - {own("s.back", "s")} AS minor, {own("s.cost", "s")} AS cost FROM sale s)"""
