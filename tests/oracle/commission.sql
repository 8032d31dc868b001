-- figure: commission |
-- What each plan's period had come to at the end of the days asked for, less what it had come to at their start.
WITH edges AS (
    SELECT p.*, greatest(begun, getvariable('since')) AS a, least(over, getvariable('until')) AS z
    FROM plan_period p
    WHERE begun < getvariable('until') AND over > getvariable('since') AND begun <= getvariable('moment')
), sold AS (
    SELECT e.begun, coalesce(sum(t.own) FILTER (t.at < e.a), 0) AS before, coalesce(sum(t.own) FILTER (t.at < e.z), 0) AS after
    FROM edges e LEFT JOIN takings(false) t ON t.at >= e.begun AND t.at < e.over GROUP BY e.begun
), tiers AS (
    SELECT plan, from_minor, rate, lead(from_minor) OVER (PARTITION BY plan ORDER BY from_minor) AS up_to
    FROM commission_tiers WHERE deleted_at IS NULL
), earned AS (
    SELECT e.begun, e.own,
        CASE WHEN e.a > e.begun
            THEN half_up(any_value(e.base)::HUGEINT * ten_to(12) + coalesce(sum(of_slice(s.before, t.from_minor, t.up_to) * t.rate), 0), ten_to(12))
            ELSE 0 END AS at_start,
        half_up(any_value(e.base)::HUGEINT * ten_to(12) + coalesce(sum(of_slice(s.after, t.from_minor, t.up_to) * t.rate), 0), ten_to(12)) AS at_end
    FROM edges e JOIN sold s ON s.begun = e.begun LEFT JOIN tiers t ON t.plan = e.plan GROUP BY e.begun, e.own, e.a
), told AS (
    SELECT count(DISTINCT deal) FILTER (own IS NOT NULL) AS n, count(DISTINCT deal) FILTER (own IS NULL) AS gone
    FROM takings(false) t WHERE EXISTS (FROM edges e WHERE e.own AND t.at >= e.a AND t.at < e.z)
)
SELECT 'all' AS grp, sum(at_end - at_start) FILTER (own) AS numerator, any_value(told.n) AS n,
    any_value(told.gone) + count(*) FILTER (NOT own) AS excluded, one_of_own() AS unit
FROM earned, told HAVING count(*) FILTER (own) > 0;
