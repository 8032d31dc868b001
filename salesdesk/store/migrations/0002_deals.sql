-- Products, deals, competitors, ratings, expenses. Frozen: what follows is changed by later migrations, never here.

CREATE TABLE deal_stages (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    probability INTEGER NOT NULL,
    idle_days INTEGER,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE TABLE products (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    cost_minor INTEGER,
    cost_currency TEXT NOT NULL,
    on_hand BIGINT,
    step_up BLOB,
    benefits TEXT NOT NULL,
    questions TEXT NOT NULL,
    segments TEXT NOT NULL,
    note TEXT NOT NULL,
    number TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE INDEX ix_products_step_up ON products (step_up);

CREATE TABLE list_prices (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    product BLOB,
    minor INTEGER,
    currency TEXT NOT NULL,
    since TEXT,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_list_prices_product FOREIGN KEY(product) REFERENCES products (id)
);

CREATE INDEX ix_list_prices_product ON list_prices (product);

CREATE TABLE bundled (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    bundle BLOB,
    product BLOB,
    quantity BIGINT NOT NULL,
    position INTEGER NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_bundled_bundle FOREIGN KEY(bundle) REFERENCES products (id)
);

CREATE INDEX ix_bundled_bundle ON bundled (bundle);

CREATE INDEX ix_bundled_product ON bundled (product);

CREATE TABLE goes_with (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    product BLOB,
    other BLOB,
    position INTEGER NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_goes_with_product FOREIGN KEY(product) REFERENCES products (id)
);

CREATE INDEX ix_goes_with_other ON goes_with (other);

CREATE INDEX ix_goes_with_product ON goes_with (product);

CREATE TABLE objections (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    product BLOB,
    objection TEXT NOT NULL,
    answer TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_objections_product FOREIGN KEY(product) REFERENCES products (id)
);

CREATE INDEX ix_objections_product ON objections (product);

CREATE TABLE competitors (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    web TEXT NOT NULL,
    strengths TEXT NOT NULL,
    answers TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE TABLE competitor_prices (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    competitor BLOB,
    product TEXT NOT NULL,
    minor INTEGER,
    currency TEXT NOT NULL,
    seen_on TEXT,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_competitor_prices_competitor FOREIGN KEY(competitor) REFERENCES competitors (id)
);

CREATE INDEX ix_competitor_prices_competitor ON competitor_prices (competitor);

CREATE TABLE competitor_contracts (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    prospect BLOB,
    competitor BLOB,
    product TEXT NOT NULL,
    ends_on TEXT,
    note TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_competitor_contracts_prospect FOREIGN KEY(prospect) REFERENCES prospects (id)
);

CREATE INDEX ix_competitor_contracts_competitor ON competitor_contracts (competitor);

CREATE INDEX ix_competitor_contracts_prospect ON competitor_contracts (prospect);

CREATE TABLE deals (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    title TEXT NOT NULL,
    prospect BLOB,
    company BLOB,
    stage VARCHAR NOT NULL,
    probability INTEGER,
    currency TEXT NOT NULL,
    rate BIGINT,
    rate_currency TEXT NOT NULL,
    opened_at BIGINT,
    expected_close TEXT,
    outcome VARCHAR NOT NULL,
    closed_at BIGINT,
    cause BLOB,
    competitor BLOB,
    technique TEXT NOT NULL,
    source BLOB,
    fair BLOB,
    revived_from BLOB,
    revisit_on TEXT,
    revisit_product BLOB,
    delivered_on TEXT,
    invoiced_on TEXT,
    paid_on TEXT,
    note TEXT NOT NULL,
    number TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE INDEX ix_deals_cause ON deals (cause);

CREATE INDEX ix_deals_closed_at ON deals (closed_at);

CREATE INDEX ix_deals_company ON deals (company);

CREATE INDEX ix_deals_competitor ON deals (competitor);

CREATE INDEX ix_deals_fair ON deals (fair);

CREATE INDEX ix_deals_outcome ON deals (outcome);

CREATE INDEX ix_deals_prospect ON deals (prospect);

CREATE INDEX ix_deals_revisit_product ON deals (revisit_product);

CREATE INDEX ix_deals_revived_from ON deals (revived_from);

CREATE INDEX ix_deals_source ON deals (source);

CREATE INDEX ix_deals_stage ON deals (stage);

CREATE TABLE deal_lines (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    deal BLOB,
    product BLOB,
    name TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    list_minor INTEGER,
    net_minor INTEGER,
    cost_minor INTEGER,
    kind VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_deal_lines_deal FOREIGN KEY(deal) REFERENCES deals (id)
);

CREATE INDEX ix_deal_lines_deal ON deal_lines (deal);

CREATE INDEX ix_deal_lines_product ON deal_lines (product);

CREATE TABLE credits (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    deal BLOB,
    line BLOB,
    quantity BIGINT,
    minor INTEGER,
    at BIGINT,
    note TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_credits_deal FOREIGN KEY(deal) REFERENCES deals (id)
);

CREATE INDEX ix_credits_deal ON credits (deal);

CREATE INDEX ix_credits_line ON credits (line);

CREATE TABLE delivery_promises (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    deal BLOB,
    day TEXT,
    at BIGINT,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_delivery_promises_deal FOREIGN KEY(deal) REFERENCES deals (id)
);

CREATE INDEX ix_delivery_promises_deal ON delivery_promises (deal);

CREATE TABLE offers (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    deal BLOB,
    product BLOB,
    kind TEXT NOT NULL,
    answer TEXT NOT NULL,
    line BLOB,
    at BIGINT,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_offers_deal FOREIGN KEY(deal) REFERENCES deals (id)
);

CREATE INDEX ix_offers_deal ON offers (deal);

CREATE INDEX ix_offers_line ON offers (line);

CREATE INDEX ix_offers_product ON offers (product);

CREATE TABLE ratings (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    value INTEGER,
    prospect BLOB,
    company BLOB,
    deal BLOB,
    complaint BLOB,
    asked_at BIGINT,
    asked_by TEXT NOT NULL,
    at BIGINT,
    comment TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE INDEX ix_ratings_company ON ratings (company);

CREATE INDEX ix_ratings_complaint ON ratings (complaint);

CREATE INDEX ix_ratings_deal ON ratings (deal);

CREATE INDEX ix_ratings_prospect ON ratings (prospect);

CREATE TABLE expenses (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    what TEXT NOT NULL,
    kind TEXT NOT NULL,
    step TEXT NOT NULL,
    minor INTEGER,
    currency TEXT NOT NULL,
    day TEXT,
    fair BLOB,
    source BLOB,
    note TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE INDEX ix_expenses_day ON expenses (day);

CREATE INDEX ix_expenses_fair ON expenses (fair);

CREATE INDEX ix_expenses_source ON expenses (source);

ALTER TABLE stage_changes ADD COLUMN deal BLOB CONSTRAINT fk_stage_changes_deal REFERENCES deals (id);

CREATE INDEX ix_stage_changes_deal ON stage_changes (deal);

ALTER TABLE activities ADD COLUMN deal BLOB;

CREATE INDEX ix_activities_deal ON activities (deal);

CREATE TABLE deals_search (
    row INTEGER NOT NULL PRIMARY KEY,
    sort_key TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX ix_deals_search_sort_key ON deals_search (sort_key);
CREATE TABLE deals_names (
    rank INTEGER NOT NULL,
    entry TEXT NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (rank, entry, row)
) WITHOUT ROWID;
CREATE INDEX ix_deals_names_row ON deals_names (row);
CREATE VIRTUAL TABLE deals_fts USING fts5 (
    text, content = 'deals_search', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3'
);
INSERT INTO deals_fts (deals_fts, rank) VALUES ('automerge', 0);
INSERT INTO deals_fts (deals_fts, rank) VALUES ('crisismerge', 500);

CREATE TABLE products_search (
    row INTEGER NOT NULL PRIMARY KEY,
    sort_key TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX ix_products_search_sort_key ON products_search (sort_key);
CREATE TABLE products_names (
    rank INTEGER NOT NULL,
    entry TEXT NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (rank, entry, row)
) WITHOUT ROWID;
CREATE INDEX ix_products_names_row ON products_names (row);
CREATE VIRTUAL TABLE products_fts USING fts5 (
    text, content = 'products_search', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3'
);
INSERT INTO products_fts (products_fts, rank) VALUES ('automerge', 0);
INSERT INTO products_fts (products_fts, rank) VALUES ('crisismerge', 500);
