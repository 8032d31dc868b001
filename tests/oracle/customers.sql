-- figure: retention |
SELECT {group} AS grp, count(*) FILTER (still) AS numerator, count(*) AS denominator, count(*) AS n FROM start_and_end GROUP BY grp;

-- figure: churn |
SELECT {group} AS grp, count(*) FILTER (NOT still) AS numerator, count(*) AS denominator, count(*) AS n FROM start_and_end GROUP BY grp;

-- figure: repeat_share | source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, count(*) FILTER (again) AS numerator, count(*) AS denominator, count(*) AS n FROM sale_again GROUP BY grp;

-- figure: repeat_share.money | source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, coalesce(sum(net) FILTER (again), 0) AS numerator, sum(net) AS denominator,
    count(*) FILTER (convertible) AS n, count(*) FILTER (NOT convertible) AS excluded,
    one_of_own() AS unit, one_of_own() AS unit_below
FROM sale_again GROUP BY grp;

-- figure: repeat_purchase_rate |
WITH buyer AS (SELECT customer, count(*) AS sales FROM sale(false) WHERE customer IS NOT NULL GROUP BY customer)
SELECT {group} AS grp, count(*) FILTER (sales >= 2) AS numerator, count(*) AS denominator, count(*) AS n FROM buyer GROUP BY grp;

-- figure: repeat_purchase_rate.returning |
WITH buyer AS (SELECT DISTINCT customer FROM sale(false) WHERE customer IS NOT NULL)
SELECT {group} AS grp, count(*) FILTER (customer IN (FROM existing)) AS numerator, count(*) AS denominator, count(*) AS n
FROM buyer GROUP BY grp;

-- figure: second_sale_rate |
SELECT {group} AS grp,
    count(*) FILTER (EXISTS (
        FROM made WHERE made.customer = f.customer AND made.closed_at > f.closed_at AND made.day <= f.deadline
    )) AS numerator,
    count(*) AS denominator, count(*) AS n
FROM new_customer f WHERE in_period(closed_at) AND deadline < getvariable('today') GROUP BY grp;

-- figure: cross_sell |
WITH bought AS (
    SELECT m.customer, m.closed_at, l.category
    FROM made m JOIN line l ON l.deal = m.id WHERE m.customer IS NOT NULL AND coalesce(l.category, '') <> ''
), buyer AS (
    SELECT DISTINCT customer FROM sale(false) WHERE customer IN (FROM existing)
), crossed AS (
    SELECT DISTINCT customer FROM bought b
    WHERE in_period(closed_at)
        AND EXISTS (FROM made m WHERE m.customer = b.customer AND m.closed_at < b.closed_at)
        AND NOT EXISTS (FROM bought e WHERE e.customer = b.customer AND e.category = b.category AND e.closed_at < b.closed_at)
)
SELECT {group} AS grp, count(*) FILTER (customer IN (FROM crossed)) AS numerator, count(*) AS denominator, count(*) AS n
FROM buyer GROUP BY grp;
