-- Goals, techniques, commission. Frozen: what follows is changed by later migrations, never here.

CREATE TABLE goals (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    figure TEXT NOT NULL,
    scope TEXT NOT NULL,
    scope_value TEXT NOT NULL,
    starts_on TEXT,
    ends_on TEXT,
    repeats TEXT NOT NULL,
    how VARCHAR NOT NULL,
    compounds INTEGER NOT NULL,
    baseline BIGINT,
    change BIGINT,
    target BIGINT,
    currency TEXT NOT NULL,
    why TEXT NOT NULL,
    reward TEXT NOT NULL,
    rewarded_on TEXT,
    parent BLOB,
    ended_on TEXT,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE INDEX ix_goals_parent ON goals (parent);
CREATE INDEX ix_goals_starts_on ON goals (starts_on);

CREATE TABLE milestones (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    goal BLOB,
    day TEXT,
    value BIGINT,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_milestones_goal FOREIGN KEY(goal) REFERENCES goals (id)
);

CREATE INDEX ix_milestones_goal ON milestones (goal);

CREATE TABLE revisions (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    goal BLOB,
    at BIGINT,
    old BIGINT,
    new BIGINT,
    reason TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_revisions_goal FOREIGN KEY(goal) REFERENCES goals (id)
);

CREATE INDEX ix_revisions_goal ON revisions (goal);

CREATE TABLE techniques (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    script TEXT NOT NULL,
    checklist TEXT NOT NULL,
    stages TEXT NOT NULL,
    note TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE TABLE commission_plans (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    period VARCHAR NOT NULL,
    base_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    since TEXT,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE TABLE commission_tiers (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    "plan" BLOB,
    from_minor INTEGER NOT NULL,
    rate BIGINT,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_commission_tiers_plan FOREIGN KEY("plan") REFERENCES commission_plans (id)
);

CREATE INDEX ix_commission_tiers_plan ON commission_tiers ("plan");

CREATE INDEX ix_activities_at ON activities (at);
CREATE INDEX ix_credits_at ON credits (at);
CREATE INDEX ix_complaints_received_at ON complaints (received_at);
