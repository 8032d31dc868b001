-- The first schema. Frozen: what follows is changed by later migrations, never here.

CREATE TABLE batches (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    origin INTEGER NOT NULL,
    label TEXT NOT NULL,
    label_args TEXT NOT NULL,
    cause TEXT NOT NULL,
    "of" INTEGER,
    state TEXT NOT NULL,
    undone INTEGER NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE INDEX ix_batches_of ON batches ("of");

CREATE INDEX ix_batches_open ON batches ("row") WHERE state = 'open';

CREATE TABLE changes (
    "row" INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    hlc BIGINT NOT NULL,
    schema INTEGER NOT NULL,
    subject TEXT NOT NULL,
    record BLOB NOT NULL,
    patch TEXT NOT NULL,
    "before" TEXT,
    seen TEXT,
    batch INTEGER NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (origin, seq)
);

CREATE INDEX ix_changes_batch ON changes (batch, hlc);

CREATE INDEX ix_changes_record ON changes (record);

CREATE TABLE origins (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    local INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    hlc BIGINT NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE TABLE preferences (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE TABLE views (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    "of" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE TABLE causes (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE TABLE tags (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE TABLE sources (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    which TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE TABLE fairs (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    starts_on TEXT,
    ends_on TEXT,
    cost_minor INTEGER,
    cost_currency TEXT NOT NULL,
    target_leads INTEGER,
    note TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE TABLE questions (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    rung TEXT NOT NULL,
    fair BLOB,
    text TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE INDEX ix_questions_fair ON questions (fair);

CREATE TABLE companies (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    organisation_number TEXT NOT NULL,
    trade TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE TABLE prospects (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    title TEXT NOT NULL,
    company BLOB,
    stage VARCHAR NOT NULL,
    time_frame TEXT NOT NULL,
    interest_override TEXT NOT NULL,
    source BLOB,
    referred_by BLOB,
    fair BLOB,
    met_at BIGINT,
    trade TEXT NOT NULL,
    size TEXT NOT NULL,
    region TEXT NOT NULL,
    household TEXT NOT NULL,
    language TEXT NOT NULL,
    customer_since TEXT,
    birthday TEXT,
    revisit_on TEXT,
    revisit_product TEXT NOT NULL,
    merged_into BLOB,
    note TEXT NOT NULL,
    uid TEXT NOT NULL,
    raw_vcard TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE INDEX ix_prospects_company ON prospects (company);

CREATE INDEX ix_prospects_fair ON prospects (fair);

CREATE INDEX ix_prospects_merged_into ON prospects (merged_into);

CREATE INDEX ix_prospects_met_at ON prospects (met_at);

CREATE INDEX ix_prospects_referred_by ON prospects (referred_by);

CREATE INDEX ix_prospects_source ON prospects (source);

CREATE INDEX ix_prospects_stage ON prospects (stage);

CREATE TABLE phones (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    prospect BLOB,
    company BLOB,
    value TEXT NOT NULL,
    e164 TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_phones_prospect FOREIGN KEY(prospect) REFERENCES prospects (id),
    CONSTRAINT fk_phones_company FOREIGN KEY(company) REFERENCES companies (id)
);

CREATE INDEX ix_phones_company ON phones (company);

CREATE INDEX ix_phones_prospect ON phones (prospect);

CREATE TABLE emails (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    prospect BLOB,
    company BLOB,
    value TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_emails_prospect FOREIGN KEY(prospect) REFERENCES prospects (id),
    CONSTRAINT fk_emails_company FOREIGN KEY(company) REFERENCES companies (id)
);

CREATE INDEX ix_emails_company ON emails (company);

CREATE INDEX ix_emails_prospect ON emails (prospect);

CREATE TABLE webs (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    prospect BLOB,
    company BLOB,
    value TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_webs_prospect FOREIGN KEY(prospect) REFERENCES prospects (id),
    CONSTRAINT fk_webs_company FOREIGN KEY(company) REFERENCES companies (id)
);

CREATE INDEX ix_webs_company ON webs (company);

CREATE INDEX ix_webs_prospect ON webs (prospect);

CREATE TABLE addresses (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    prospect BLOB,
    company BLOB,
    street TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    city TEXT NOT NULL,
    region TEXT NOT NULL,
    country TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_addresses_prospect FOREIGN KEY(prospect) REFERENCES prospects (id),
    CONSTRAINT fk_addresses_company FOREIGN KEY(company) REFERENCES companies (id)
);

CREATE INDEX ix_addresses_company ON addresses (company);

CREATE INDEX ix_addresses_prospect ON addresses (prospect);

CREATE TABLE asked_about (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    prospect BLOB,
    product TEXT NOT NULL,
    signal TEXT NOT NULL,
    day TEXT,
    position INTEGER NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_asked_about_prospect FOREIGN KEY(prospect) REFERENCES prospects (id)
);

CREATE INDEX ix_asked_about_prospect ON asked_about (prospect);

CREATE TABLE stage_changes (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    prospect BLOB,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    at BIGINT,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_stage_changes_prospect FOREIGN KEY(prospect) REFERENCES prospects (id)
);

CREATE INDEX ix_stage_changes_prospect ON stage_changes (prospect);

CREATE TABLE answers (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    prospect BLOB,
    question BLOB,
    text TEXT NOT NULL,
    at BIGINT,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_answers_prospect FOREIGN KEY(prospect) REFERENCES prospects (id)
);

CREATE INDEX ix_answers_prospect ON answers (prospect);

CREATE INDEX ix_answers_question ON answers (question);

CREATE TABLE taggings (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    prospect BLOB,
    tag BLOB,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_taggings_prospect FOREIGN KEY(prospect) REFERENCES prospects (id)
);

CREATE INDEX ix_taggings_prospect ON taggings (prospect);

CREATE INDEX ix_taggings_tag ON taggings (tag);

CREATE TABLE consents (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    prospect BLOB,
    channel TEXT NOT NULL,
    basis TEXT NOT NULL,
    wording TEXT NOT NULL,
    at BIGINT,
    withdrawn_at BIGINT,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CONSTRAINT fk_consents_prospect FOREIGN KEY(prospect) REFERENCES prospects (id)
);

CREATE INDEX ix_consents_prospect ON consents (prospect);

CREATE TABLE activities (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT,
    minutes INTEGER,
    prospect BLOB,
    company BLOB,
    fair BLOB,
    outcome TEXT NOT NULL,
    technique TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE INDEX ix_activities_company ON activities (company);

CREATE INDEX ix_activities_fair ON activities (fair);

CREATE INDEX ix_activities_prospect ON activities (prospect);

CREATE TABLE complaints (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    what TEXT NOT NULL,
    kind VARCHAR NOT NULL,
    cause BLOB,
    severity INTEGER NOT NULL,
    public INTEGER NOT NULL,
    public_where TEXT NOT NULL,
    public_answered_at BIGINT,
    prospect BLOB,
    company BLOB,
    deal BLOB,
    deal_line BLOB,
    received_at BIGINT,
    promise TEXT NOT NULL,
    promised_at BIGINT,
    status VARCHAR NOT NULL,
    resolution TEXT NOT NULL,
    resolved_at BIGINT,
    satisfaction INTEGER,
    cost_minor INTEGER,
    cost_currency TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE INDEX ix_complaints_cause ON complaints (cause);

CREATE INDEX ix_complaints_company ON complaints (company);

CREATE INDEX ix_complaints_deal ON complaints (deal);

CREATE INDEX ix_complaints_deal_line ON complaints (deal_line);

CREATE INDEX ix_complaints_prospect ON complaints (prospect);

CREATE INDEX ix_complaints_status ON complaints (status);

CREATE TABLE followups (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    what TEXT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT,
    time TEXT,
    zone TEXT NOT NULL,
    remind_at BIGINT,
    repeats TEXT NOT NULL,
    prospect BLOB,
    complaint BLOB,
    deal BLOB,
    origin TEXT NOT NULL,
    done_at BIGINT,
    outcome TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE INDEX ix_followups_complaint ON followups (complaint);

CREATE INDEX ix_followups_day ON followups (day);

CREATE INDEX ix_followups_deal ON followups (deal);

CREATE INDEX ix_followups_prospect ON followups (prospect);

CREATE TABLE attachments (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    prospect BLOB,
    company BLOB,
    complaint BLOB,
    activity BLOB,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    created_at BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
);

CREATE INDEX ix_attachments_activity ON attachments (activity);

CREATE INDEX ix_attachments_company ON attachments (company);

CREATE INDEX ix_attachments_complaint ON attachments (complaint);

CREATE INDEX ix_attachments_prospect ON attachments (prospect);

-- Derived values: never logged, made anew by `check`.

CREATE TABLE store_facts (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE prospects_search (
    row INTEGER NOT NULL PRIMARY KEY,
    sort_key TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX ix_prospects_search_sort_key ON prospects_search (sort_key);
CREATE TABLE prospects_names (
    rank INTEGER NOT NULL,
    entry TEXT NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (rank, entry, row)
) WITHOUT ROWID;
CREATE INDEX ix_prospects_names_row ON prospects_names (row);
CREATE VIRTUAL TABLE prospects_fts USING fts5 (
    text, content = 'prospects_search', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3'
);

CREATE TABLE companies_search (
    row INTEGER NOT NULL PRIMARY KEY,
    sort_key TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX ix_companies_search_sort_key ON companies_search (sort_key);
CREATE TABLE companies_names (
    rank INTEGER NOT NULL,
    entry TEXT NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (rank, entry, row)
) WITHOUT ROWID;
CREATE INDEX ix_companies_names_row ON companies_names (row);
CREATE VIRTUAL TABLE companies_fts USING fts5 (
    text, content = 'companies_search', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3'
);

CREATE TABLE fairs_search (
    row INTEGER NOT NULL PRIMARY KEY,
    sort_key TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX ix_fairs_search_sort_key ON fairs_search (sort_key);
CREATE TABLE fairs_names (
    rank INTEGER NOT NULL,
    entry TEXT NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (rank, entry, row)
) WITHOUT ROWID;
CREATE INDEX ix_fairs_names_row ON fairs_names (row);
CREATE VIRTUAL TABLE fairs_fts USING fts5 (
    text, content = 'fairs_search', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3'
);

CREATE TABLE complaints_search (
    row INTEGER NOT NULL PRIMARY KEY,
    sort_key TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX ix_complaints_search_sort_key ON complaints_search (sort_key);
CREATE TABLE complaints_names (
    rank INTEGER NOT NULL,
    entry TEXT NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (rank, entry, row)
) WITHOUT ROWID;
CREATE INDEX ix_complaints_names_row ON complaints_names (row);
CREATE VIRTUAL TABLE complaints_fts USING fts5 (
    text, content = 'complaints_search', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3'
);

CREATE TABLE followups_search (
    row INTEGER NOT NULL PRIMARY KEY,
    sort_key TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX ix_followups_search_sort_key ON followups_search (sort_key);
CREATE TABLE followups_names (
    rank INTEGER NOT NULL,
    entry TEXT NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (rank, entry, row)
) WITHOUT ROWID;
CREATE INDEX ix_followups_names_row ON followups_names (row);
CREATE VIRTUAL TABLE followups_fts USING fts5 (
    text, content = 'followups_search', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3'
);

CREATE TABLE activities_search (
    row INTEGER NOT NULL PRIMARY KEY,
    sort_key TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX ix_activities_search_sort_key ON activities_search (sort_key);
CREATE TABLE activities_names (
    rank INTEGER NOT NULL,
    entry TEXT NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (rank, entry, row)
) WITHOUT ROWID;
CREATE INDEX ix_activities_names_row ON activities_names (row);
CREATE VIRTUAL TABLE activities_fts USING fts5 (
    text, content = 'activities_search', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3'
);

CREATE TABLE prospects_facts (
    row INTEGER NOT NULL PRIMARY KEY,
    interest TEXT NOT NULL,
    next_day TEXT,
    touched_at BIGINT
);
CREATE INDEX ix_prospects_facts_next_day ON prospects_facts (next_day);
CREATE TABLE prospects_keys (
    key INTEGER NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (key, row)
) WITHOUT ROWID;
CREATE INDEX ix_prospects_keys_row ON prospects_keys (row);
CREATE TABLE prospects_digits (
    row INTEGER NOT NULL PRIMARY KEY,
    digits TEXT NOT NULL
);
CREATE VIRTUAL TABLE prospects_digits_fts USING fts5 (
    digits, content = 'prospects_digits', content_rowid = 'row', tokenize = 'trigram'
);

-- Prospects of a company or tag that many have, still to be derived since it was renamed: those after a row.
CREATE TABLE derived_stale (
    subject TEXT NOT NULL,
    id BLOB NOT NULL,
    after INTEGER NOT NULL,
    PRIMARY KEY (subject, id)
) WITHOUT ROWID;

-- Segments are merged a few pages with each write (store/derived_tables.py), not hundreds at once in whichever
-- commit it falls to.
INSERT INTO prospects_fts (prospects_fts, rank) VALUES ('automerge', 0);
INSERT INTO prospects_fts (prospects_fts, rank) VALUES ('crisismerge', 500);
INSERT INTO companies_fts (companies_fts, rank) VALUES ('automerge', 0);
INSERT INTO companies_fts (companies_fts, rank) VALUES ('crisismerge', 500);
INSERT INTO fairs_fts (fairs_fts, rank) VALUES ('automerge', 0);
INSERT INTO fairs_fts (fairs_fts, rank) VALUES ('crisismerge', 500);
INSERT INTO complaints_fts (complaints_fts, rank) VALUES ('automerge', 0);
INSERT INTO complaints_fts (complaints_fts, rank) VALUES ('crisismerge', 500);
INSERT INTO followups_fts (followups_fts, rank) VALUES ('automerge', 0);
INSERT INTO followups_fts (followups_fts, rank) VALUES ('crisismerge', 500);
INSERT INTO activities_fts (activities_fts, rank) VALUES ('automerge', 0);
INSERT INTO activities_fts (activities_fts, rank) VALUES ('crisismerge', 500);
INSERT INTO prospects_digits_fts (prospects_digits_fts, rank) VALUES ('automerge', 0);
INSERT INTO prospects_digits_fts (prospects_digits_fts, rank) VALUES ('crisismerge', 500);
