-- The store from its first row: reference lists, places, practices in immutable versions,
-- summits, audit, and the read model.
-- Integers stay inside; slugs are the public ids.

-- Reference lists ------------------------------------------------------------------------------
-- A code's number is its bit position or its small integer: append only, never renumbered.
create table code (
    dim varchar not null,
    number smallint not null,
    slug varchar not null,
    primary key (dim, number),
    unique (dim, slug)
);
create table role (role varchar primary key);
create table state (state varchar primary key);
create table move (
    from_state varchar not null references state (state),
    to_state varchar not null references state (state),
    role varchar not null references role (role),
    reason_required boolean not null,
    primary key (from_state, to_state, role)
);
insert into role values
('contributor'), ('researcher'), ('reviewer'), ('moderator'), ('rapporteur'),
('mayors_office'), ('administrator'), ('press'), ('release');
insert into state values
('draft'), ('submitted'), ('in_review'), ('changes_requested'), ('rejected'),
('published'), ('withdrawn'), ('retired');
insert into move values ('draft', 'published', 'release', false);

-- Places and cities ----------------------------------------------------------------------------
create table city (
    city_id integer primary key,
    slug varchar not null unique,
    country varchar not null,
    region varchar not null,
    size varchar not null,
    latitude double not null check (latitude between -90 and 90),
    longitude double not null check (longitude between -180 and 180),
    population integer check (population >= 0),
    population_source varchar,
    website varchar,
    observatory_member boolean,
    notes varchar
);
create table city_name (
    city_id integer not null references city (city_id),
    language varchar not null,
    name varchar not null,
    primary key (city_id, language)
);
create table city_alias (
    city_id integer not null references city (city_id),
    alias varchar not null,
    primary key (city_id, alias)
);
create table city_source (
    city_id integer not null references city (city_id),
    position smallint not null,
    url varchar not null,
    primary key (city_id, position)
);

-- Summits and workshops, as the released files tell them -----------------------------------------
create table summit (
    summit varchar primary key,
    edition smallint not null,
    city_id integer not null references city (city_id),
    starts date not null,
    ends date not null,
    declaration_title varchar,
    declaration_url varchar
);
-- null means: the sources do not say.
create table summit_city (
    summit varchar not null references summit (summit),
    city_id integer not null references city (city_id),
    took_part boolean,
    signed boolean,
    primary key (summit, city_id)
);
create table workshop (
    workshop varchar primary key,
    summit varchar not null references summit (summit),
    topic varchar,
    held_on date,
    body json not null
);
create table workshop_city (
    workshop varchar not null references workshop (workshop),
    city_id integer not null references city (city_id),
    position smallint not null,
    representative varchar,
    office varchar,
    primary key (workshop, city_id, position)
);

-- Practices: one small mutable row of plain scalars, and immutable versions ----------------------
create table practice (
    practice_id integer primary key,
    slug varchar not null unique,
    city_id integer not null references city (city_id),
    state varchar not null, -- no foreign key: an index on it would forbid every update (see check)
    latest_version integer not null check (latest_version >= 1),
    published_version integer check (published_version <= latest_version),
    created_at timestamp not null,
    updated_at timestamp not null,
    check (state <> 'published' or published_version is not null)
);
create table practice_version (
    practice_id integer not null references practice (practice_id),
    version integer not null check (version >= 1),
    author varchar not null,
    created_at timestamp not null,
    main_theme utinyint not null,
    themes utinyint not null,
    topics utinyint not null,
    audiences usmallint not null,
    instrument utinyint not null,
    status utinyint not null,
    evidence utinyint not null,
    start_year smallint check (start_year between 1800 and 2100),
    end_year smallint,
    lead varchar,
    sha256 varchar not null,
    primary key (practice_id, version),
    check ((themes >> main_theme) & 1 = 1),
    check (end_year is null or start_year is null or end_year >= start_year)
);
create table practice_text (
    practice_id integer not null,
    version integer not null,
    language varchar not null,
    title varchar,
    summary varchar,
    challenge varchar,
    approach varchar,
    results varchar,
    origin varchar not null,
    primary key (practice_id, version, language),
    foreign key (practice_id, version) references practice_version (practice_id, version)
);
create table partner (
    practice_id integer not null,
    version integer not null,
    position smallint not null,
    name varchar not null,
    primary key (practice_id, version, position)
);
create table source (
    practice_id integer not null,
    version integer not null,
    position smallint not null,
    url varchar not null,
    title varchar,
    publisher varchar,
    primary key (practice_id, version, position)
);
-- A figure may name its source (its position), who measured it and its period: most do not.
create table figure (
    practice_id integer not null,
    version integer not null,
    position smallint not null,
    value double not null,
    unit varchar not null,
    year smallint,
    period varchar,
    measured_by varchar,
    source_position smallint,
    label_en varchar not null,
    label_fr varchar not null,
    primary key (practice_id, version, position)
);

-- Who did what, when -----------------------------------------------------------------------------
create sequence audit_number start 1;
create table audit (
    audit_id bigint primary key default nextval('audit_number'),
    occurred_at timestamp not null,
    actor varchar not null,
    role varchar not null references role (role),
    action varchar not null,
    entity varchar not null,
    entity_id varchar not null,
    version integer,
    from_state varchar,
    to_state varchar,
    note varchar,
    request_id varchar not null unique
);
create table catalogue_version (
    version bigint primary key,
    released_on date
);

-- The read model: derived, rebuilt at will, published rows only ----------------------------------
create table facet (
    practice_id integer not null,
    city_id integer not null,
    country smallint not null,
    region utinyint not null,
    size utinyint not null,
    instrument utinyint not null,
    status utinyint not null,
    evidence utinyint not null,
    main_theme utinyint not null,
    themes utinyint not null,
    topics utinyint not null,
    audiences usmallint not null,
    summits utinyint not null,
    start_year smallint,
    has_figures boolean not null,
    has_results boolean not null,
    published_at timestamp not null
);
create table card (
    practice_id integer not null,
    language varchar not null,
    slug varchar not null,
    city_id integer not null,
    city varchar not null,
    title varchar not null,
    title_language varchar not null,
    summary varchar not null,
    summary_language varchar not null
);
create table practice_similar (
    practice_id integer not null,
    rank utinyint not null,
    other_id integer not null,
    score float not null,
    closeness float not null
);
