-- figure: on_time_delivery |
SELECT {group} AS grp, count(*) FILTER (delivered_on <= p.day) AS numerator, count(*) AS denominator, count(*) AS n
FROM promised p JOIN deal ON deal.id = p.deal AND outcome = 'won'
WHERE days_in_period(p.day) AND (p.day < getvariable('today') OR delivered_on IS NOT NULL) GROUP BY grp;

-- figure: check_in_coverage |
WITH check_in AS (
    SELECT f.day AS due_on, d.day AS done_on
    FROM followups f ASOF LEFT JOIN days d ON f.done_at >= d.since
    WHERE f.deleted_at IS NULL AND f.origin = 'check-in'
)
SELECT {group} AS grp, count(*) FILTER (done_on <= due_on) AS numerator, count(*) AS denominator, count(*) AS n
FROM check_in WHERE days_in_period(due_on) AND (due_on < getvariable('today') OR done_on IS NOT NULL) GROUP BY grp;

-- figure: complaint_rate |
SELECT {group} AS grp, (SELECT count(*) FROM complaint WHERE in_period(received_at)) AS numerator,
    (SELECT count(*) FROM sale(false)) AS denominator, (SELECT count(*) FROM sale(false)) AS n;

-- figure: complaint_resolution |
SELECT {group} AS grp, sum(resolved_at - received_at) FILTER (resolved_at >= received_at) AS numerator,
    count(*) FILTER (resolved_at >= received_at) AS denominator, denominator AS n,
    count(*) FILTER (received_at IS NULL OR resolved_at < received_at) AS excluded, 86400000000 AS unit
FROM complaint WHERE status = 'resolved' AND in_period(resolved_at) GROUP BY grp;

-- figure: complaint_resolution.median |
SELECT {group} AS grp, quantile_cont(resolved_at - received_at, 0.5) FILTER (resolved_at >= received_at) AS value,
    count(*) FILTER (resolved_at >= received_at) AS n,
    count(*) FILTER (received_at IS NULL OR resolved_at < received_at) AS excluded, 86400000000 AS unit
FROM complaint WHERE status = 'resolved' AND in_period(resolved_at) GROUP BY grp;

-- figure: complaint_recovery |
WITH complained AS (
    SELECT customer, min(received_at) AS "at" FROM complaint WHERE customer IS NOT NULL AND in_period(received_at) GROUP BY customer
), dated AS (
    SELECT customer, "at", (day::DATE + INTERVAL 6 MONTH)::DATE::VARCHAR AS deadline FROM complained ASOF JOIN days ON "at" >= days.since
)
SELECT {group} AS grp,
    count(*) FILTER (EXISTS (
        FROM made WHERE made.customer = d.customer AND made.closed_at > d.at AND made.day <= d.deadline
    )) AS numerator,
    count(*) AS denominator, count(*) AS n
FROM dated d WHERE deadline < getvariable('today') GROUP BY grp;

-- figure: csat |
WITH latest AS (
    SELECT event, arg_max(value, ("at", row)) AS value FROM rated WHERE kind = 'satisfaction' AND value BETWEEN 1 AND 5 GROUP BY event
)
SELECT {group} AS grp, count(*) FILTER (value >= 4) AS numerator, count(*) AS denominator, count(*) AS n FROM latest GROUP BY grp;

-- figure: nps |
WITH latest AS (
    SELECT customer, arg_max(value, ("at", row)) AS value FROM rated
    WHERE kind = 'recommendation' AND value BETWEEN 0 AND 10 GROUP BY customer
)
SELECT {group} AS grp, 100 * (count(*) FILTER (value >= 9) - count(*) FILTER (value <= 6)) AS numerator,
    count(*) AS denominator, count(*) AS n FROM latest GROUP BY grp;
