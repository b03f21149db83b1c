-- The press room: public ids that moved, items sealed until a time, frozen editions, and what the
-- released files tell of a summit.

-- Ids that moved ----------------------------------------------------------------------------------
-- An address is never used again for something else: who asks for the old one is led to the new.
-- Each row is one act, renaming or merging; the reader follows several to the last. A merged
-- practice may be parted again: then the row has ended.
-- (No table with foreign keys is dropped here: DuckDB 1.5.6 cannot replay that from its log.)
create table redirect (
    slug varchar primary key,
    to_slug varchar not null,
    made_at timestamp not null,
    reason varchar not null,
    ended_at timestamp
);
insert into state values ('renamed');
insert into move
select
    'practice' as subject,
    way.from_state,
    'renamed' as to_state,
    role.role,
    'any' as author,
    true as reason_required
from (values ('published'), ('retired')) as way (from_state)
cross join role
where role.role in ('reviewer', 'administrator');
insert into permission values ('rename', 'reviewer', 'any'), ('rename', 'administrator', 'any');

-- Sealed until a time -----------------------------------------------------------------------------
-- A submission that is signed and waits for its minute; nobody reads it but those who see_sealed.
insert into state values ('sealed');
insert into permission values
('seal', 'reviewer', 'any'), ('seal', 'administrator', 'any'),
('see_sealed', 'press', 'any'), ('see_sealed', 'reviewer', 'any'),
('see_sealed', 'administrator', 'any');
insert into move
select
    'submission' as subject,
    way.from_state,
    way.to_state,
    role.role,
    way.author,
    way.reason_required
from (
    values
    ('in_review', 'sealed', 'never', false),
    -- Whoever signed it is told as the hand, the clock opens it.
    ('sealed', 'published', 'any', false),
    ('sealed', 'in_review', 'any', true)
) as way (from_state, to_state, author, reason_required)
cross join role
where role.role in ('reviewer', 'administrator');
-- One row a sealing; the one that has not ended holds. zone: in which opens_at (UTC) was meant.
-- note: what the reviewer wrote when signing. fault: why it could not be opened, as a code.
create table embargo (
    embargo_id varchar primary key,
    receipt varchar not null,
    opens_at timestamp not null,
    zone varchar not null,
    sealed_by varchar not null,
    role varchar not null,
    sealed_at timestamp not null,
    note varchar,
    ended_at timestamp,
    ending varchar check (ending in ('opened', 'lifted', 'taken_back', 'returned')),
    fault varchar
);

-- Summits, whole ----------------------------------------------------------------------------------
create table summit_story (
    summit varchar primary key,
    body varchar not null
);

-- Frozen editions --------------------------------------------------------------------------------
-- The whole catalogue as files, beside the store; `name` is its day, with a number for a second
-- one of a day, and `sha256` the hash of its manifest, which holds those of all files.
create table edition (
    name varchar primary key,
    made_at timestamp not null,
    catalogue_version bigint not null,
    practices integer not null,
    files integer not null,
    bytes bigint not null,
    sha256 varchar not null,
    made_by varchar not null
);
insert into permission values
('freeze', 'reviewer', 'any'), ('freeze', 'administrator', 'any');
