-- The facts of a generation: what was read, merged into by every build. Instants are UTC, kept as TIMESTAMP. Every build
-- runs this file, so a table added here appears in generations that are older than it.
-- The conclusions across postings (identity, company, evidence_joined, role) are made anew from these by every build
-- (identity.sql, company.sql, role.sql), so they cannot drift from them.

create table if not exists meta (key varchar not null, value varchar not null);

-- Which landing files this generation holds: a crash between publishing and clearing the landing reads nothing twice.
create table if not exists landing_read (run_id varchar not null, shard varchar not null, read_at timestamp not null);

create table if not exists run (
    run_id varchar not null, shard varchar not null, started_at timestamp not null, finished_at timestamp not null,
    is_sample boolean not null
);
create table if not exists run_source (
    run_id varchar not null, shard varchar not null, source varchar not null, status varchar not null,
    boards integer not null, boards_failed integer not null, postings integer not null, rejected integer not null,
    requests integer not null, bytes bigint not null, seconds double not null, errors varchar[] not null,
    finished_at timestamp not null
);
create table if not exists run_board (
    run_id varchar not null, source varchar not null, board varchar not null, status varchar not null,
    observed_at timestamp not null, postings integer not null, rejected integer not null, requests integer not null,
    bytes bigint not null, error varchar,
    new_postings integer not null default 0, changed_postings integer not null default 0,
    closed_postings integer not null default 0, seconds double
);
alter table run_board add column if not exists seconds double;

-- The last word on each board. `doubtful_run`: the run whose complete answer was empty, or lacked more than half of
-- what was open; such an answer closes nothing until the next complete one, of another run, is as doubtful.
create table if not exists board (
    source varchar not null, board varchar not null, company varchar, homepage varchar, status varchar not null,
    error varchar, observed_at timestamp not null, run_id varchar not null, completed_at timestamp,
    doubtful_run varchar, failures_in_a_row integer not null default 0
);

-- Validators of the answers behind each board's last complete snapshot.
create table if not exists answer (
    source varchar not null, board varchar not null, url varchar not null, http_status integer, etag varchar,
    last_modified varchar, body_sha256 varchar, bytes bigint not null, observed_at timestamp not null
);

-- One opening in the words of its board, and what became of it. `roles` is how many roles it offers (0: no job ad).
create table if not exists posting (
    source varchar not null, board varchar not null, posting_id varchar not null, content_hash varchar not null,
    inference_version integer not null, roles integer not null,
    first_seen_at timestamp not null, last_seen_at timestamp not null, last_seen_run varchar not null,
    content_seen_at timestamp not null, valid_through timestamp,
    missed integer not null default 0, missed_run varchar, closed_at timestamp, reposts integer not null default 0
);
-- Kept so that better rules can read it again without asking the board.
create table if not exists posting_raw (
    source varchar not null, board varchar not null, posting_id varchar not null,
    company varchar, homepage varchar, posting varchar not null using compression zstd
);

-- What each role's own posting states.
create table if not exists stated (
    role_id varchar not null, source varchar not null, board varchar not null, posting_id varchar not null,
    url varchar not null, apply_url varchar, title varchar not null,
    company_name varchar, company_domain varchar, company_slug varchar, name_key varchar, slug_key varchar,
    role_family varchar not null, is_ml boolean not null, seniority varchar,
    is_founding boolean not null, first_in_function boolean not null,
    team_size_min integer, team_size_max integer, eng_size_min integer, eng_size_max integer, funding_stage varchar,
    hire_number_min integer, hire_number_max integer,
    function_hire_number_min integer, function_hire_number_max integer, yc_batch varchar,
    work_modes varchar[] not null, countries varchar[] not null, regions varchar[] not null, cities varchar[] not null,
    locations_raw varchar, salary_min bigint, salary_max bigint, salary_currency varchar, salary_period varchar,
    salary_raw varchar, equity_offered boolean, equity_min_pct double, equity_max_pct double,
    visa_sponsorship boolean, employment_type varchar, department varchar, skills varchar[] not null,
    language varchar, published_at timestamp, opening_id varchar,
    role_hash varchar not null, text_key varchar, first_seen_at timestamp not null, observed_at timestamp not null,
    dropped_at timestamp
);
create table if not exists role_text (
    role_id varchar not null,
    description_text varchar using compression zstd, description_html varchar using compression zstd
);
create table if not exists evidence (
    role_id varchar not null, position integer not null, field varchar not null, value varchar not null,
    basis varchar not null, quote varchar, source varchar not null, observed_at timestamp
);

-- What directories say of companies, and since when they have said it.
create table if not exists profile (
    directory varchar not null, slug varchar not null, slug_key varchar not null, name varchar not null,
    name_key varchar not null, former_keys varchar[] not null, homepage varchar, domain varchar, url varchar,
    one_liner varchar, team_size integer, yc_batch varchar, company_status varchar, growth_stage varchar,
    locations varchar[] not null, is_hiring boolean, profile_hash varchar not null,
    first_seen_at timestamp not null, last_seen_at timestamp not null, last_seen_run varchar not null
);
create table if not exists directory (
    directory varchar not null, name varchar not null, status varchar not null, error varchar,
    observed_at timestamp not null, run_id varchar not null, companies integer not null
);

-- Notices of shares sold, as companies have filed them; a filing never changes. Nothing of the people in them is kept.
create table if not exists filing (
    source varchar not null, filing_id varchar not null, issuer_id varchar not null, issuer varchar not null,
    name_key varchar not null, url varchar not null, is_amendment boolean not null, filed_on date not null,
    first_sale_on date, sold_usd bigint not null, securities varchar[] not null, industry varchar, entity_type varchar,
    state varchar, incorporated_in integer, is_over_five_years boolean, first_seen_at timestamp not null
);
-- Filings that were read, also those that are no startup's: none is asked for twice.
create table if not exists filing_read (source varchar not null, url varchar not null, read_at timestamp not null);

-- History: what the words of a role's posting changed, and when that was seen.
create table if not exists role_change (
    role_id varchar not null, field varchar not null, before varchar, after varchar, changed_at timestamp not null
);
-- History: when a posting was found gone (`closed`) and when it was listed again (`reopened`).
create table if not exists posting_event (
    source varchar not null, board varchar not null, posting_id varchar not null, event varchar not null,
    happened_at timestamp not null
);
-- History: one row each time a subject (a role_id, or directory/slug) first says a value.
create table if not exists company_fact (
    subject varchar not null, field varchar not null, low integer, high integer, word varchar,
    observed_at timestamp not null
);
