-- What the figures are asked of: views over the raw tables of a store, with ids as hex text.
-- Tables hold what is the same for every period; views and macros ask about one. Variables set from outside: since, until (instants of the period), since_day, until_day, year_before_since,
-- year_before_until (instants, 12 calendar months earlier, with their days), moment (now), today, own, variant.

CREATE MACRO half_up(n, d) AS CASE WHEN n >= 0 THEN (n + d // 2) // d ELSE -((-n + d // 2) // d) END;
CREATE MACRO ten_to(n) AS ('1' || repeat('0', n))::HUGEINT;
CREATE MACRO places(currency) AS CASE WHEN currency IN ('JPY', 'VND', 'KRW') THEN 0 ELSE 2 END;
CREATE MACRO one_of_own() AS ten_to(places(getvariable('own')));
CREATE MACRO in_period(x) AS x >= getvariable('since') AND x < getvariable('until');
CREATE MACRO after_period(day, period) AS
    (date_trunc(period, day::DATE) + INTERVAL 1 MONTH * CASE period WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 ELSE 12 END)::DATE::VARCHAR;
CREATE MACRO days_in_period(x) AS x >= getvariable('since_day') AND x < getvariable('until_day');

-- Who stands for each prospect: itself, or the one that merging led to.
CREATE TABLE who AS
WITH RECURSIVE chain(id, reached, steps) AS (
    SELECT id, id, 0 FROM prospects
    UNION ALL
    SELECT chain.id, p.merged_into, steps + 1
    FROM chain JOIN prospects p ON p.id = chain.reached
    WHERE p.merged_into IS NOT NULL AND p.deleted_at IS NOT NULL AND steps < 100
)
SELECT id, arg_max(reached, steps) AS stands FROM chain GROUP BY id;

-- Each prospect once, as of its first meeting.
CREATE TABLE person AS
SELECT
    kept.id,
    min(p.met_at) AS met_at,
    min(p.customer_since) AS customer_since,
    any_value(kept.source) AS source,
    any_value(kept.fair) AS fair,
    coalesce(
        nullif(any_value(kept.interest_override), ''),
        CASE any_value(kept.time_frame) WHEN 'now' THEN 'hot' WHEN 'two-months' THEN 'warm' ELSE 'cold' END
    ) AS interest,
    any_value(kept.stage) AS stage
FROM prospects kept
JOIN who ON who.stands = kept.id
JOIN prospects p ON p.id = who.id
WHERE kept.deleted_at IS NULL
GROUP BY kept.id;

CREATE TABLE line AS
SELECT
    l.*, p.category,
    half_up(l.quantity::HUGEINT * l.net_minor, 1000) AS net,
    half_up(l.quantity::HUGEINT * l.list_minor, 1000) AS list,
    half_up(l.quantity::HUGEINT * l.cost_minor, 1000) AS cost
FROM deal_lines l LEFT JOIN products p ON p.id = l.product
WHERE l.deleted_at IS NULL;

-- What one minor unit of a deal is worth in minor units of the own currency, as a fraction; null: no rate kept.
CREATE TABLE worth AS
SELECT
    id AS deal,
    CASE WHEN currency = getvariable('own') THEN 1::HUGEINT
         WHEN rate_currency = getvariable('own') THEN rate::HUGEINT * one_of_own() END AS above,
    CASE WHEN currency = getvariable('own') THEN 1::HUGEINT
         WHEN rate_currency = getvariable('own') THEN ten_to(12 + places(currency)) END AS below
FROM deals;
CREATE MACRO in_own(minor, above, below) AS half_up(minor::HUGEINT * above, below);

-- The sums of a deal's lines; by product too, where a figure is wanted of each.
CREATE MACRO line_sums(by_product) AS TABLE
SELECT
    deal,
    CASE WHEN by_product THEN coalesce(product, '') ELSE 'all' END AS product,
    sum(coalesce(net, 0)) AS net,
    sum(quantity) AS quantity,
    sum(net) FILTER (cost IS NOT NULL) AS covered_net,
    sum(cost) FILTER (net IS NOT NULL) AS covered_cost,
    sum(greatest(list - net, 0)) FILTER (net IS NOT NULL AND list IS NOT NULL) AS discount,
    sum(list) FILTER (net IS NOT NULL) AS listed,
    coalesce(bool_or(list > net), false) AS discounted,
    coalesce(bool_or(kind = 'up-sell'), false) AS up_sell,
    sum(coalesce(net, 0)) FILTER (kind = 'up-sell') AS up_sell_net
FROM line
GROUP BY ALL;

-- What customers gave back until now, and the deals that were taken back whole.
CREATE TABLE credit AS SELECT * FROM credits WHERE deleted_at IS NULL AND "at" IS NOT NULL;
CREATE TABLE taken_back AS
WITH given AS (
    SELECT deal, sum(coalesce(minor, 0)) AS minor FROM credit WHERE "at" <= getvariable('moment') GROUP BY deal
), pieces AS (
    SELECT line, sum(coalesce(quantity, 0)) AS quantity FROM credit
    WHERE "at" <= getvariable('moment') AND line IS NOT NULL GROUP BY line
), lines AS (
    SELECT l.deal, sum(coalesce(l.net, 0)) AS net, bool_and(coalesce(pieces.quantity, 0) >= l.quantity) AS all_back
    FROM line l LEFT JOIN pieces ON pieces.line = l.id GROUP BY l.deal
)
SELECT deal FROM lines JOIN given USING (deal) WHERE all_back OR (net > 0 AND given.minor >= net);

-- Every deal that isn't deleted, with whom it is of and where that one came from.
CREATE TABLE deal AS
SELECT
    d.id, d.row, d.outcome, d.stage, d.probability, d.opened_at, d.closed_at, d.delivered_on, d.competitor, d.technique,
    coalesce(who.stands, d.prospect, d.company) AS customer,
    coalesce(d.source, person.source) AS source,
    coalesce(d.fair, person.fair) AS fair,
    person.fair AS met_at_fair,
    person.customer_since,
    above, below,
    d.id IN (FROM taken_back) AS taken_back
FROM deals d
JOIN worth ON worth.deal = d.id
LEFT JOIN who ON who.id = d.prospect
LEFT JOIN person ON person.id = who.stands
WHERE d.deleted_at IS NULL;

-- Sales that make a customer, dated also by their local day.
CREATE TABLE made AS
SELECT deal.*, days.day, days.week, days.month
FROM deal ASOF JOIN days ON deal.closed_at >= days.since
WHERE outcome = 'won' AND NOT taken_back;

-- Who is a customer before the period: by a sale, or as the seller entered.
CREATE VIEW existing AS
SELECT customer FROM made WHERE customer IS NOT NULL AND closed_at < getvariable('since')
UNION
SELECT id FROM person WHERE customer_since < getvariable('since_day');

-- Deals that closed, with their sums in the own currency: one row a deal, or a deal and product.
CREATE MACRO closed(by_product) AS TABLE
SELECT
    deal.* EXCLUDE (above, below),
    days.day, days.week, days.month,
    CASE WHEN deal.customer IN (FROM existing) THEN 'returning' ELSE 'new' END AS new_or_returning,
    product, discounted, up_sell, quantity,
    above IS NOT NULL AS convertible,
    coalesce(net, 0) = 0 AS gift,
    in_own(coalesce(net, 0), above, below) AS net,
    in_own(covered_net, above, below) AS covered_net,
    in_own(covered_cost, above, below) AS covered_cost,
    in_own(discount, above, below) AS discount,
    in_own(listed, above, below) AS listed,
    in_own(coalesce(up_sell_net, 0), above, below) AS up_sell_net
FROM deal
ASOF JOIN days ON deal.closed_at >= days.since
LEFT JOIN line_sums(by_product) sums ON sums.deal = deal.id
WHERE outcome <> '' AND closed_at IS NOT NULL;

CREATE MACRO sale(by_product) AS TABLE
SELECT * FROM closed(by_product) WHERE outcome = 'won' AND NOT taken_back AND in_period(closed_at);

-- What came in and went back, each on its date: own is null where no rate was kept.
CREATE MACRO takings(by_product) AS TABLE
SELECT id AS deal, net AS own, product, source, technique, competitor, fair, met_at_fair, new_or_returning, closed_at AS "at",
    day, week, month
FROM closed(by_product) WHERE outcome = 'won'
UNION ALL
SELECT
    deal.id, -in_own(coalesce(credit.minor, 0), above, below),
    CASE WHEN by_product THEN coalesce(line.product, '') ELSE 'all' END,
    deal.source, deal.technique, deal.competitor, deal.fair, deal.met_at_fair,
    CASE WHEN deal.customer IN (FROM existing) THEN 'returning' ELSE 'new' END,
    credit.at, days.day, days.week, days.month
FROM credit
JOIN deal ON deal.id = credit.deal AND deal.outcome = 'won'
LEFT JOIN deal_lines line ON line.id = credit.line
ASOF JOIN days ON credit.at >= days.since;

-- Prospects met in the period; those of a bought list are told apart.
CREATE VIEW met AS
SELECT person.*, days.day, days.week, days.month, coalesce(sources.kind, '') = 'purchased-list' AS bought
FROM person
LEFT JOIN sources ON sources.id = person.source
ASOF JOIN days ON person.met_at >= days.since
WHERE in_period(person.met_at);
CREATE VIEW lead AS SELECT * FROM met WHERE NOT bought;

-- The first attempt to reach each lead after it was met.
CREATE VIEW tried AS
SELECT lead.id, min(a.at) AS tried_at
FROM lead
JOIN who ON who.stands = lead.id
JOIN activities a ON a.prospect = who.id
WHERE a.deleted_at IS NULL AND (a.fair IS NULL OR a.fair IS DISTINCT FROM lead.fair) AND a.at > lead.met_at AND a.at <= getvariable('moment')
    AND a.kind IN ('call-out', 'email', 'message', 'visit', 'meeting', 'demo')
GROUP BY lead.id;

-- When each prospect first reached each rung.
CREATE TABLE reached AS
SELECT person.id, person.source, person.fair, s.new AS rung, min(s.at) AS "at"
FROM stage_changes s
JOIN who ON who.id = s.prospect
JOIN person ON person.id = who.stands
WHERE s.deleted_at IS NULL AND s.at IS NOT NULL
GROUP BY ALL;

-- The first sale of each customer, and the day on which "again within six months" has run out.
CREATE TABLE first_sale AS
SELECT customer, min(closed_at) AS closed_at, min(day) AS day, (min(day)::DATE + INTERVAL 6 MONTH)::DATE::VARCHAR AS deadline,
    any_value(customer_since) AS customer_since
FROM made WHERE customer IS NOT NULL GROUP BY customer;
CREATE TABLE new_customer AS
SELECT * FROM first_sale WHERE customer_since IS NULL OR customer_since >= day;

-- Each local day that was worked, with how many different people were served on it.
CREATE TABLE served_day AS
WITH worked AS (
    SELECT days.day, days.week, days.month,
        CASE WHEN a.kind IN ('visit', 'meeting', 'demo') OR (a.kind IN ('call-in', 'call-out') AND lower(a.outcome) NOT IN
            ('missed', 'no-answer', 'no answer', 'not-reached', 'not reached', 'busy', 'voicemail'))
            THEN coalesce(who.stands, a.prospect, a.company) END AS served
    FROM activities a LEFT JOIN who ON who.id = a.prospect ASOF JOIN days ON a.at >= days.since
    WHERE a.deleted_at IS NULL
    UNION ALL SELECT day, week, month, customer FROM made
    UNION ALL SELECT days.day, days.week, days.month, NULL FROM stints s ASOF JOIN days ON s.started_at >= days.since
    WHERE s.deleted_at IS NULL
)
SELECT day, week, month, count(DISTINCT served) AS served,
    EXISTS (FROM fairs f WHERE f.deleted_at IS NULL AND day BETWEEN f.starts_on AND coalesce(f.ends_on, f.starts_on)) AS at_fair
FROM worked GROUP BY day, week, month;

-- Money spent to win customers, in the period, with what stands at fairs cost on their first day; keeping customers is
-- not part of it.
CREATE VIEW spent AS
WITH paid AS (
    SELECT kind, step, source, fair, minor, currency, day FROM expenses WHERE deleted_at IS NULL
    UNION ALL SELECT 'fair', 'attract', NULL, id, cost_minor, cost_currency, starts_on FROM fairs WHERE deleted_at IS NULL
)
SELECT e.*, day[:7] AS month, days.week, currency = getvariable('own') AS convertible
FROM paid e JOIN days USING (day)
WHERE e.minor IS NOT NULL AND days_in_period(e.day) AND step IN ('attract', 'qualify', 'offer', 'win');

-- Fairs that begin in the period, with what each cost and brought until now.
CREATE VIEW fair_result AS
WITH paid AS (
    SELECT id AS fair, cost_minor AS minor, cost_currency AS currency FROM fairs WHERE cost_minor IS NOT NULL
    UNION ALL SELECT fair, minor, currency FROM expenses WHERE deleted_at IS NULL AND minor IS NOT NULL AND fair IS NOT NULL
), cost AS (
    SELECT fair, sum(minor) AS cost, bool_and(currency = getvariable('own')) AS convertible FROM paid GROUP BY fair
), met_there AS (
    SELECT fair, count(*) AS leads,
        count(*) FILTER (stage IN ('marketing-qualified', 'sales-qualified', 'customer') OR id IN (SELECT id FROM reached
            WHERE rung IN ('marketing-qualified', 'sales-qualified', 'customer'))) AS qualified
    FROM person WHERE met_at IS NOT NULL AND met_at <= getvariable('moment') AND fair IS NOT NULL GROUP BY fair
), sold AS (
    SELECT met_at_fair AS fair, sum(own) AS net FROM takings(false)
    WHERE "at" <= getvariable('moment') AND met_at_fair IS NOT NULL GROUP BY met_at_fair
)
SELECT f.id AS fair, cost, coalesce(leads, 0) AS leads, coalesce(qualified, 0) AS qualified, coalesce(net, 0) AS net,
    coalesce(convertible, false) AS convertible
FROM fairs f
LEFT JOIN cost ON cost.fair = f.id
LEFT JOIN met_there ON met_there.fair = f.id
LEFT JOIN sold ON sold.fair = f.id
WHERE f.deleted_at IS NULL AND days_in_period(f.starts_on);

-- Who had bought within twelve months before the period began, and before it ended.
CREATE MACRO active(since, until, since_day, until_day) AS TABLE
SELECT customer FROM made WHERE customer IS NOT NULL AND closed_at >= since AND closed_at < until
UNION
SELECT id FROM person WHERE customer_since >= since_day AND customer_since < until_day;
CREATE VIEW start_and_end AS
SELECT customer, customer IN (
    FROM active(getvariable('year_before_until'), getvariable('until'), getvariable('year_before_until_day'), getvariable('until_day'))
) AS still
FROM active(getvariable('year_before_since'), getvariable('since'), getvariable('year_before_since_day'), getvariable('since_day'));

-- Sales of the period, each with whether the same customer bought before it.
CREATE VIEW sale_again AS
SELECT s.*, s.customer IS NOT NULL AND (
    EXISTS (FROM made m WHERE m.customer = s.customer AND m.closed_at < s.closed_at) OR coalesce(s.customer_since < s.day, false)
) AS again
FROM sale(false) s;

-- Who brought up what, as a customer.
CREATE TABLE complaint AS
SELECT c.id, c.received_at, c.resolved_at, c.status,
    coalesce(who.stands, c.prospect, c.company, deal.customer) AS customer
FROM complaints c LEFT JOIN who ON who.id = c.prospect LEFT JOIN deal ON deal.id = c.deal
WHERE c.deleted_at IS NULL AND c.kind = 'complaint';

CREATE VIEW rated AS
SELECT r.*, coalesce(who.stands, r.prospect, r.company, deal.customer, r.id) AS customer, coalesce(r.complaint, r.deal, r.id) AS event
FROM ratings r LEFT JOIN who ON who.id = r.prospect LEFT JOIN deal ON deal.id = r.deal
WHERE r.deleted_at IS NULL AND r.value IS NOT NULL AND in_period(r.at);

-- The first promise of each sale, with whether it was moved.
CREATE TABLE promised AS
SELECT deal, first(day ORDER BY "at" NULLS LAST, row) AS day, count(DISTINCT day) > 1 AS moved
FROM delivery_promises WHERE deleted_at IS NULL AND day IS NOT NULL GROUP BY deal;

-- The periods of commission plans that have begun by today, one after the other: each ends with its month, quarter or
-- year, under the plan with which it began.
CREATE TABLE plan_period AS
WITH RECURSIVE plan AS (
    SELECT id, period, base_minor AS base, currency IN ('', getvariable('own')) AS own, since,
        coalesce(lead(since) OVER (ORDER BY since), '9999-12-31') AS until
    FROM commission_plans WHERE deleted_at IS NULL AND since IS NOT NULL
), chain(day, plan, period, base, own) AS (
    SELECT since, id, period, base, own FROM plan WHERE since = (SELECT min(since) FROM plan) AND since <= getvariable('today')
    UNION ALL
    SELECT c.after, p.id, p.period, p.base, p.own FROM (SELECT after_period(day, period) AS after FROM chain) c
    JOIN plan p ON c.after >= p.since AND c.after < p.until
    WHERE c.after <= getvariable('today')
)
SELECT plan, base, own, first.since AS begun, next.since AS over
FROM chain JOIN days first ON first.day = chain.day JOIN days next ON next.day = after_period(chain.day, chain.period);
CREATE MACRO of_slice(x, from_minor, up_to) AS
    CASE WHEN from_minor = 0 THEN least(x, coalesce(up_to, x)) ELSE greatest(least(x, coalesce(up_to, x)) - from_minor, 0) END;
