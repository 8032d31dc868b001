-- figure: revenue | product source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, sum(own) AS numerator, count(DISTINCT deal) FILTER (own IS NOT NULL) AS n,
    count(DISTINCT deal) FILTER (own IS NULL) AS excluded, one_of_own() AS unit
FROM takings({by_product}) WHERE in_period("at") GROUP BY grp;

-- figure: sales | product source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, count(DISTINCT id) AS numerator, count(DISTINCT id) AS n FROM sale({by_product}) GROUP BY grp;

-- figure: average_ticket | product source technique competitor fair new_or_returning month week day
WITH money AS (
    SELECT {group} AS grp, sum(own) AS own, count(DISTINCT deal) FILTER (own IS NULL) AS excluded
    FROM takings({by_product}) WHERE in_period("at") GROUP BY grp
), number AS (
    SELECT {group} AS grp, count(DISTINCT id) AS sales FROM sale({by_product}) WHERE convertible AND NOT gift GROUP BY grp
)
SELECT grp, own AS numerator, sales AS denominator, coalesce(sales, 0) AS n, excluded, one_of_own() AS unit
FROM money FULL JOIN number USING (grp);

-- figure: average_ticket.median | product source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, quantile_cont(net, 0.5) FILTER (convertible AND NOT gift) AS value,
    count(*) FILTER (convertible AND NOT gift) AS n, count(*) FILTER (NOT convertible) AS excluded, one_of_own() AS unit
FROM sale({by_product}) GROUP BY grp;

-- figure: gross_margin | product source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, sum(covered_net - covered_cost) AS numerator, sum(covered_net) AS denominator, count(covered_net) AS n,
    count(*) FILTER (NOT convertible) AS excluded, one_of_own() AS unit, one_of_own() AS unit_below
FROM sale({by_product}) GROUP BY grp;

-- figure: gross_profit | product source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, sum(covered_net - covered_cost) AS numerator, count(covered_net) AS n,
    count(*) FILTER (NOT convertible) AS excluded, one_of_own() AS unit
FROM sale({by_product}) GROUP BY grp;

-- figure: units | product source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, sum(quantity) AS numerator, count(quantity) AS n, 1000 AS unit FROM sale({by_product}) GROUP BY grp;

-- figure: discounts | product source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, count(*) FILTER (discounted) AS numerator, count(*) AS n FROM sale({by_product}) GROUP BY grp;

-- figure: discounts.share | product source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, count(*) FILTER (discounted) AS numerator, count(*) AS denominator, count(*) AS n
FROM sale({by_product}) GROUP BY grp;

-- figure: discount_rate | product source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, sum(discount) AS numerator, sum(listed) AS denominator, count(listed) AS n,
    count(*) FILTER (NOT convertible) AS excluded, one_of_own() AS unit, one_of_own() AS unit_below
FROM sale({by_product}) GROUP BY grp;

-- figure: win_rate | product source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, count(*) FILTER (outcome = 'won') AS numerator,
    count(*) FILTER (outcome IN ('won', 'lost')) AS denominator, denominator AS n,
    count(*) FILTER (outcome = 'disqualified') AS excluded
FROM closed({by_product}) WHERE in_period(closed_at) GROUP BY grp;

-- figure: win_rate_value | product source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, sum(net) FILTER (outcome = 'won') AS won, sum(net) FILTER (outcome = 'lost') AS lost,
    coalesce(won, 0) AS numerator, coalesce(won, 0) + coalesce(lost, 0) AS denominator,
    count(*) FILTER (outcome IN ('won', 'lost') AND convertible) AS n,
    count(*) FILTER (outcome = 'disqualified' OR NOT convertible) AS excluded,
    one_of_own() AS unit, one_of_own() AS unit_below
FROM closed({by_product}) WHERE in_period(closed_at) GROUP BY grp;

-- figure: cycle_time | product source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, sum(closed_at - opened_at) FILTER (closed_at >= opened_at) AS numerator,
    count(*) FILTER (closed_at >= opened_at) AS denominator, denominator AS n,
    count(*) FILTER (opened_at IS NULL OR closed_at < opened_at) AS excluded, 86400000000 AS unit
FROM closed({by_product}) WHERE outcome = 'won' AND in_period(closed_at) GROUP BY grp;

-- figure: cycle_time.median | product source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, quantile_cont(closed_at - opened_at, 0.5) FILTER (closed_at >= opened_at) AS value,
    count(*) FILTER (closed_at >= opened_at) AS n,
    count(*) FILTER (opened_at IS NULL OR closed_at < opened_at) AS excluded, 86400000000 AS unit
FROM closed({by_product}) WHERE outcome = 'won' AND in_period(closed_at) GROUP BY grp;

-- figure: up_sell | source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, count(*) FILTER (up_sell) AS numerator,
    CASE WHEN EXISTS (FROM line WHERE kind = 'up-sell') OR EXISTS (FROM offers WHERE kind = 'up-sell' AND deleted_at IS NULL)
        THEN count(*) END AS denominator,
    count(*) AS n
FROM sale(false) GROUP BY grp;

-- figure: up_sell.uplift | product source technique competitor fair new_or_returning month week day
SELECT {group} AS grp, sum(up_sell_net) AS numerator, count(*) AS n, count(*) FILTER (NOT convertible) AS excluded,
    one_of_own() AS unit
FROM sale({by_product}) WHERE up_sell GROUP BY grp;

-- figure: up_sell.offered | source technique competitor fair new_or_returning month week day
SELECT {group} AS grp,
    count(*) FILTER (id IN (SELECT deal FROM offers WHERE kind = 'up-sell' AND deleted_at IS NULL)) AS numerator,
    CASE WHEN EXISTS (FROM offers WHERE kind = 'up-sell' AND deleted_at IS NULL) THEN count(*) END AS denominator,
    count(*) AS n
FROM sale(false) GROUP BY grp;

-- figure: up_sell.taken | source technique competitor fair new_or_returning month week day
WITH asked AS (
    SELECT deal, bool_or(answer = 'taken') AS taken FROM offers WHERE kind = 'up-sell' AND deleted_at IS NULL GROUP BY deal
)
SELECT {group} AS grp, count(*) FILTER (taken) AS numerator, count(*) AS denominator, count(*) AS n
FROM sale(false) JOIN asked ON asked.deal = id GROUP BY grp;

-- figure: weighted_pipeline | source technique competitor fair
WITH usual(stage, percent) AS (VALUES ('qualified', 20), ('demo', 40), ('quote', 60), ('negotiation', 80)),
own AS (SELECT key AS stage, any_value(probability) AS percent FROM deal_stages WHERE deleted_at IS NULL GROUP BY key),
recent AS (
    SELECT id, outcome, closed_at FROM deal WHERE outcome IN ('won', 'lost') AND closed_at IS NOT NULL
    QUALIFY row_number() OVER (ORDER BY closed_at DESC, row DESC) <= 200
), history AS (
    SELECT stage, half_up(100 * sum(won)::HUGEINT, count(*)) AS percent
    FROM (SELECT s.new AS stage, recent.id, any_value(recent.outcome = 'won')::INT AS won
        FROM recent JOIN stage_changes s ON s.deal = recent.id AND s.deleted_at IS NULL AND s.at < recent.closed_at
        GROUP BY ALL)
    GROUP BY stage HAVING count(*) >= 20
),
amount AS (SELECT deal, net FROM line_sums(false))
SELECT {group} AS grp,
    sum(in_own(coalesce(net, 0), above, below) * coalesce(probability, history.percent, own.percent, usual.percent, 0)) AS numerator,
    count(*) FILTER (above IS NOT NULL) AS n, count(*) FILTER (above IS NULL) AS excluded, 100 * one_of_own() AS unit
FROM deal
LEFT JOIN amount ON amount.deal = deal.id
LEFT JOIN own ON own.stage = deal.stage
LEFT JOIN usual ON usual.stage = deal.stage
LEFT JOIN history ON history.stage = deal.stage
WHERE outcome = '' GROUP BY grp;
