-- Keeping in touch, handing out, the timer, the week's review. Frozen: what follows is changed by later migrations, never here.

CREATE TABLE templates (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    language TEXT NOT NULL,
    message_subject TEXT NOT NULL,
    body TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE TABLE nurture_plans (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    segments TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE TABLE nurture_steps (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    "plan" BLOB,
    days INTEGER NOT NULL,
    kind TEXT NOT NULL,
    tell TEXT NOT NULL,
    template BLOB,
    position INTEGER NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_nurture_steps_plan FOREIGN KEY("plan") REFERENCES nurture_plans (id)
);

CREATE INDEX ix_nurture_steps_plan ON nurture_steps ("plan");
CREATE INDEX ix_nurture_steps_template ON nurture_steps (template);

CREATE TABLE teammates (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    areas TEXT NOT NULL,
    products TEXT NOT NULL,
    languages TEXT NOT NULL,
    in_turn INTEGER NOT NULL,
    position INTEGER NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE TABLE stints (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    started_at BIGINT,
    ended_at BIGINT,
    cut TEXT NOT NULL,
    fair BLOB,
    note TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE INDEX ix_stints_fair ON stints (fair);
CREATE INDEX ix_stints_started_at ON stints (started_at);

CREATE TABLE nurturings (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    "plan" BLOB,
    prospect BLOB,
    started_at BIGINT,
    ended_at BIGINT,
    ended_by TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_nurturings_prospect FOREIGN KEY(prospect) REFERENCES prospects (id)
);

CREATE INDEX ix_nurturings_plan ON nurturings ("plan");
CREATE INDEX ix_nurturings_prospect ON nurturings (prospect);

CREATE TABLE hand_overs (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    teammate BLOB,
    "to" TEXT NOT NULL,
    at BIGINT,
    format TEXT NOT NULL,
    file TEXT NOT NULL,
    checksum TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE INDEX ix_hand_overs_teammate ON hand_overs (teammate);

CREATE TABLE handed_over (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    hand_over BLOB,
    prospect BLOB,
    consent BLOB,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_handed_over_hand_over FOREIGN KEY(hand_over) REFERENCES hand_overs (id)
);

CREATE INDEX ix_handed_over_consent ON handed_over (consent);
CREATE INDEX ix_handed_over_hand_over ON handed_over (hand_over);
CREATE INDEX ix_handed_over_prospect ON handed_over (prospect);

CREATE TABLE reviews (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    week TEXT,
    started_at BIGINT,
    finished_at BIGINT,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE INDEX ix_reviews_week ON reviews (week);

CREATE TABLE reviewed_customers (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    review BLOB,
    prospect BLOB,
    company BLOB,
    product BLOB,
    kind TEXT NOT NULL,
    answer TEXT NOT NULL,
    deal BLOB,
    at BIGINT,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_reviewed_customers_review FOREIGN KEY(review) REFERENCES reviews (id)
);

CREATE INDEX ix_reviewed_customers_company ON reviewed_customers (company);
CREATE INDEX ix_reviewed_customers_deal ON reviewed_customers (deal);
CREATE INDEX ix_reviewed_customers_product ON reviewed_customers (product);
CREATE INDEX ix_reviewed_customers_prospect ON reviewed_customers (prospect);
CREATE INDEX ix_reviewed_customers_review ON reviewed_customers (review);

ALTER TABLE followups ADD COLUMN nurturing BLOB;

CREATE INDEX ix_followups_nurturing ON followups (nurturing);

ALTER TABLE followups ADD COLUMN nurture_step BLOB;

CREATE INDEX ix_followups_nurture_step ON followups (nurture_step);

ALTER TABLE activities ADD COLUMN uid TEXT NOT NULL DEFAULT '';

CREATE INDEX ix_activities_uid ON activities (uid);

ALTER TABLE prospects ADD COLUMN left_on TEXT;

ALTER TABLE prospects ADD COLUMN left_cause BLOB;

CREATE INDEX ix_prospects_left_cause ON prospects (left_cause);

ALTER TABLE ratings ADD COLUMN testimonial TEXT NOT NULL DEFAULT '';

-- Derived, never logged: what a prospect bought and may buy, by currency, and the segment that it is of.
CREATE TABLE prospects_worth (
    row INTEGER NOT NULL,
    currency TEXT NOT NULL,
    won BIGINT NOT NULL,
    sales INTEGER NOT NULL,
    open BIGINT NOT NULL,
    trade TEXT NOT NULL,
    size TEXT NOT NULL,
    region TEXT NOT NULL,
    language TEXT NOT NULL,
    PRIMARY KEY (row, currency)
) WITHOUT ROWID;
