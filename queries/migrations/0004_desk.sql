-- The desk: who may do what, which moves are legal, submissions, notes, and texts that know
-- where their wording comes from.

-- Who may do what --------------------------------------------------------------------------------
-- scope: any = everywhere, city = in the cities for which the role is held.
create table permission (
    action varchar not null,
    role varchar not null references role (role),
    scope varchar not null check (scope in ('any', 'city')),
    primary key (action, role)
);
insert into permission values
('write', 'contributor', 'city'), ('write', 'researcher', 'any'), ('write', 'reviewer', 'any'),
('write', 'mayors_office', 'city'), ('write', 'administrator', 'any'),
('review', 'reviewer', 'any'), ('review', 'administrator', 'any'),
('remove', 'reviewer', 'any'), ('remove', 'administrator', 'any'),
('restore', 'reviewer', 'any'), ('restore', 'administrator', 'any'),
('work_list', 'researcher', 'any'), ('work_list', 'reviewer', 'any'),
('work_list', 'administrator', 'any'),
('ask_contact', 'researcher', 'any'), ('ask_contact', 'reviewer', 'any'),
('ask_contact', 'administrator', 'any'), ('ask_contact', 'contributor', 'city'),
('import', 'contributor', 'city'), ('import', 'researcher', 'any'), ('import', 'reviewer', 'any'),
('import', 'administrator', 'any'),
('import_straight', 'administrator', 'any'),
('undo_import', 'administrator', 'any'),
('people', 'administrator', 'any');

-- Legal moves ------------------------------------------------------------------------------------
-- subject: a submission on its way, or the practice itself once it is public.
-- author: only = who wrote it and nobody else, never = anyone but who wrote it, any.
drop table move;
create table move (
    subject varchar not null check (subject in ('submission', 'practice')),
    from_state varchar not null references state (state),
    to_state varchar not null references state (state),
    role varchar not null references role (role),
    author varchar not null check (author in ('only', 'never', 'any')),
    reason_required boolean not null,
    primary key (subject, from_state, to_state, role)
);
insert into move
select
    'submission' as subject,
    way.from_state,
    way.to_state,
    role.role,
    'only' as author,
    false as reason_required
from (
    values
    ('draft', 'submitted'), ('draft', 'withdrawn'), ('withdrawn', 'draft'),
    ('submitted', 'draft'), ('submitted', 'withdrawn'), ('changes_requested', 'submitted'),
    ('changes_requested', 'withdrawn'), ('rejected', 'draft')
) as way (from_state, to_state)
cross join role
where role.role in ('contributor', 'researcher', 'reviewer', 'mayors_office', 'administrator');
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
    ('submitted', 'in_review', 'any', false), ('in_review', 'submitted', 'any', false),
    ('in_review', 'changes_requested', 'any', true), ('in_review', 'rejected', 'any', true),
    ('in_review', 'published', 'never', false)
) as way (from_state, to_state, author, reason_required)
cross join role
where role.role in ('reviewer', 'administrator');
-- An import that an administrator signs whole.
insert into move values
('submission', 'draft', 'published', 'administrator', 'any', false),
('submission', 'draft', 'published', 'release', 'any', false),
-- What a newer release says of a record edited here.
('submission', 'draft', 'submitted', 'release', 'any', false);
insert into move
select
    'practice' as subject,
    way.from_state,
    way.to_state,
    role.role,
    'any' as author,
    true as reason_required
from (
    values
    ('published', 'withdrawn'), ('published', 'retired'), ('withdrawn', 'published'),
    ('retired', 'published'), ('retired', 'withdrawn')
) as way (from_state, to_state)
cross join role
where role.role in ('reviewer', 'administrator');

-- Submissions ------------------------------------------------------------------------------------
-- A text on its way: a new practice (practice_id is null until it is published) or a correction
-- of the public one. `body` is the draft as JSON; `stamp` rises with each save.
create table submission (
    receipt varchar primary key,
    practice_id integer,
    base_version integer,
    city_id integer,
    author varchar not null,
    state varchar not null,
    name varchar not null,
    body varchar not null,
    change_note varchar,
    stamp integer not null,
    reviewer varchar,
    import_id varchar,
    version integer,
    created_at timestamp not null,
    updated_at timestamp not null,
    submitted_at timestamp
);
-- Each sending is kept as it was: what the reviewer saw, and what came back after the notes.
create table submission_sent (
    receipt varchar not null,
    number integer not null,
    body varchar not null,
    note varchar,
    sent_at timestamp not null,
    primary key (receipt, number)
);
create table review_note (
    note_id varchar primary key,
    receipt varchar not null,
    field varchar not null,
    words varchar not null,
    author varchar not null,
    written_at timestamp not null,
    resolved_at timestamp,
    resolved_by varchar
);
create table review_answer (
    answer_id varchar primary key,
    note_id varchar not null,
    words varchar not null,
    author varchar not null,
    written_at timestamp not null
);

-- Versions that know how they came about ---------------------------------------------------------
alter table practice_version add column original_language varchar;
alter table practice_version add column receipt varchar;
alter table practice_version add column change_note varchar;
-- Where each single text comes from; a text without a row here: nobody has said.
create table text_origin (
    practice_id integer not null,
    version integer not null,
    language varchar not null,
    field varchar not null,
    origin varchar not null check (origin in ('original', 'human', 'machine', 'not_stated')),
    original_mark varchar,
    stale boolean not null,
    primary key (practice_id, version, language, field)
);
-- A figure's label in whichever languages it was written.
create table new_figure (
    practice_id integer not null,
    version integer not null,
    position smallint not null,
    value double not null,
    unit varchar not null,
    year smallint,
    period varchar,
    measured_by varchar,
    source_position smallint,
    label_en varchar,
    label_fr varchar,
    label_de varchar,
    label_es varchar,
    primary key (practice_id, version, position)
);
insert into new_figure by name select * from figure;
drop table figure;
alter table new_figure rename to figure;
