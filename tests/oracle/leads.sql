-- figure: leads | source fair month week day
SELECT {group} AS grp, count(*) AS numerator, count(*) AS n FROM lead GROUP BY grp;

-- figure: leads.purchased | source fair month week day
SELECT {group} AS grp, count(*) AS numerator, count(*) AS n FROM met WHERE bought GROUP BY grp;

-- figure: qualified_leads.* | source fair month week day
SELECT {group} AS grp, count(*) AS numerator, count(*) AS n
FROM reached ASOF JOIN days ON reached.at >= days.since
WHERE rung = getvariable('variant') AND in_period("at") GROUP BY grp;

-- figure: lead_conversion | source fair month week day
SELECT {group} AS grp, count(*) AS denominator, count(*) AS n,
    count(*) FILTER (id IN (SELECT customer FROM made WHERE closed_at <= getvariable('moment'))) AS numerator
FROM lead GROUP BY grp;

-- figure: lead_response | source fair month week day
SELECT {group} AS grp, quantile_cont(tried_at - met_at, 0.5) AS value, count(*) AS n, 3600000000 AS unit
FROM lead JOIN tried USING (id) GROUP BY grp;

-- figure: lead_response.p95 | source fair month week day
SELECT {group} AS grp, quantile_cont(tried_at - met_at, 0.95) AS value, count(*) AS n, 3600000000 AS unit
FROM lead JOIN tried USING (id) GROUP BY grp;

-- figure: lead_response.untouched | source fair month week day
SELECT {group} AS grp, count(*) FILTER (tried_at IS NULL) AS numerator, count(*) AS denominator, count(*) AS n
FROM lead LEFT JOIN tried USING (id) GROUP BY grp;

-- figure: follow_up_coverage | source fair month week day
WITH due AS (
    SELECT lead.*, tried_at,
        met_at + CASE interest WHEN 'hot' THEN 24 WHEN 'warm' THEN 48 ELSE 168 END * 3600000000 AS due_at
    FROM lead LEFT JOIN tried USING (id)
)
SELECT {group} AS grp, count(*) FILTER (tried_at <= due_at) AS numerator, count(*) AS denominator, count(*) AS n
FROM due WHERE tried_at IS NOT NULL OR due_at < getvariable('moment') GROUP BY grp;

-- figure: prospecting_time | month week day
WITH stretch AS (
    SELECT started_at AS a, coalesce(ended_at, getvariable('moment')) AS b FROM stints
    WHERE deleted_at IS NULL AND coalesce(ended_at, getvariable('moment')) > started_at
), fresh AS (  -- a stretch opens an island where no earlier one reaches it
    SELECT a, b,
        a > coalesce(max(b) OVER (ORDER BY a, b ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS opens
    FROM stretch
), numbered AS (
    SELECT a, b, sum(opens::INT) OVER (ORDER BY a, b ROWS UNBOUNDED PRECEDING) AS island FROM fresh
), island AS (
    SELECT min(a) AS a, max(b) AS b FROM numbered GROUP BY island
)
SELECT {group} AS grp, sum(least(b, days.until) - greatest(a, days.since)) AS numerator,
    (SELECT count(*) FROM stretch WHERE b > getvariable('since') AND a < getvariable('until')) AS n,
    60000000 AS unit
FROM island JOIN days ON a < days.until AND b > days.since
WHERE days_in_period(days.day) GROUP BY grp;

-- figure: activities | source technique fair month week day
SELECT {group} AS grp, count(*) AS numerator, count(*) AS n FROM (
    SELECT a.technique, a.fair, person.source, days.day, days.week, days.month
    FROM activities a
    LEFT JOIN who ON who.id = a.prospect
    LEFT JOIN person ON person.id = who.stands
    ASOF JOIN days ON a.at >= days.since
    WHERE a.deleted_at IS NULL AND in_period(a.at)
) GROUP BY grp;

-- figure: activities.* | source technique fair month week day
SELECT {group} AS grp, count(*) AS numerator, count(*) AS n FROM (
    SELECT a.technique, a.fair, person.source, days.day, days.week, days.month
    FROM activities a
    LEFT JOIN who ON who.id = a.prospect
    LEFT JOIN person ON person.id = who.stands
    ASOF JOIN days ON a.at >= days.since
    WHERE a.deleted_at IS NULL AND in_period(a.at) AND a.kind = getvariable('variant')
) GROUP BY grp;

-- figure: reviews |
SELECT {group} AS grp, count(DISTINCT week) AS numerator, count(DISTINCT week) AS n
FROM reviews WHERE deleted_at IS NULL AND finished_at IS NOT NULL AND days_in_period(week) GROUP BY grp;

-- figure: reviews.customers |
SELECT {group} AS grp, count(DISTINCT (r.id, coalesce(who.stands, c.prospect, c.company))) AS numerator, numerator AS n
FROM reviews r JOIN reviewed_customers c ON c.review = r.id LEFT JOIN who ON who.id = c.prospect
WHERE r.deleted_at IS NULL AND c.deleted_at IS NULL AND finished_at IS NOT NULL AND days_in_period(week) GROUP BY grp;

-- figure: reviews.opportunities |
SELECT {group} AS grp, count(*) FILTER (c.answer = 'opportunity') AS numerator, count(*) AS n
FROM reviews r JOIN reviewed_customers c ON c.review = r.id
WHERE r.deleted_at IS NULL AND c.deleted_at IS NULL AND finished_at IS NOT NULL AND days_in_period(week) GROUP BY grp;

-- figure: served_per_day | month week day
SELECT {group} AS grp, sum(served) AS numerator, count(*) AS denominator, count(*) AS n
FROM served_day WHERE NOT at_fair AND days_in_period(day) GROUP BY grp;

-- figure: served_per_day.fair | month week day
SELECT {group} AS grp, sum(served) AS numerator, count(*) AS denominator, count(*) AS n
FROM served_day WHERE at_fair AND days_in_period(day) GROUP BY grp;
