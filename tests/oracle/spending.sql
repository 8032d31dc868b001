-- figure: spend | source fair month week day
SELECT {group} AS grp, sum(minor) FILTER (convertible) AS numerator, count(*) FILTER (convertible) AS n,
    count(*) FILTER (NOT convertible) AS excluded, one_of_own() AS unit
FROM spent GROUP BY grp;

-- figure: spend.* | source fair month week day
SELECT {group} AS grp, sum(minor) FILTER (convertible) AS numerator, count(*) FILTER (convertible) AS n,
    count(*) FILTER (NOT convertible) AS excluded, one_of_own() AS unit
FROM spent WHERE getvariable('variant') IN (kind, step) GROUP BY grp;

-- figure: contribution | source fair month week day
WITH gained AS (
    SELECT {group} AS grp, sum(covered_net - covered_cost) AS own, count(*) AS sales, count(covered_net) AS n,
        count(*) FILTER (NOT convertible) AS excluded
    FROM sale(false) GROUP BY grp
), cost AS (
    SELECT {group} AS grp, sum(minor) FILTER (convertible) AS own, count(*) FILTER (NOT convertible) AS excluded
    FROM spent GROUP BY grp
)
SELECT grp, CASE WHEN gained.own IS NOT NULL OR (cost.own IS NOT NULL AND coalesce(sales, 0) = 0)
        THEN coalesce(gained.own, 0) - coalesce(cost.own, 0) END AS numerator,
    coalesce(n, 0) AS n, coalesce(gained.excluded, 0) + coalesce(cost.excluded, 0) AS excluded, one_of_own() AS unit
FROM gained FULL JOIN cost USING (grp);

-- figure: acquisition_cost |
SELECT {group} AS grp,
    (SELECT sum(minor) FROM spent WHERE convertible) AS numerator,
    (SELECT count(*) FROM new_customer WHERE in_period(closed_at)) AS denominator,
    (SELECT count(*) FROM new_customer WHERE in_period(closed_at)) AS n,
    (SELECT count(*) FROM spent WHERE NOT convertible) AS excluded, one_of_own() AS unit;

-- figure: cost_per_lead | fair
SELECT {group} AS grp, sum(cost) FILTER (convertible) AS numerator, sum(leads) FILTER (convertible) AS denominator,
    coalesce(denominator, 0) AS n, count(*) FILTER (NOT convertible) AS excluded, one_of_own() AS unit
FROM fair_result GROUP BY grp;

-- figure: cost_per_qualified_lead | fair
SELECT {group} AS grp, sum(cost) FILTER (convertible) AS numerator, sum(qualified) FILTER (convertible) AS denominator,
    coalesce(denominator, 0) AS n, count(*) FILTER (NOT convertible) AS excluded, one_of_own() AS unit
FROM fair_result GROUP BY grp;

-- figure: fair_return | fair
SELECT {group} AS grp, sum(net - cost) FILTER (convertible) AS numerator, sum(cost) FILTER (convertible) AS denominator,
    coalesce(sum(leads) FILTER (convertible), 0) AS n, count(*) FILTER (NOT convertible) AS excluded,
    one_of_own() AS unit, one_of_own() AS unit_below
FROM fair_result GROUP BY grp;
