-- The summit: declarations point by point, what workshops agree, the discussion with inhabitants,
-- questions to mayors and their answers, moderation.
-- What people write on the public pages stands in tables without foreign keys: their rows change
-- state while others point to them (see the note on practice.state).

-- Who may do what --------------------------------------------------------------------------------
insert into role values ('inhabitant');
insert into permission values
('host_summit', 'reviewer', 'any'), ('host_summit', 'administrator', 'any'),
('link_declaration', 'researcher', 'any'), ('link_declaration', 'reviewer', 'any'),
('link_declaration', 'administrator', 'any'),
('give_reason', 'mayors_office', 'city'), ('give_reason', 'contributor', 'city'),
('give_reason', 'administrator', 'any'),
('record_outcome', 'rapporteur', 'any'), ('record_outcome', 'reviewer', 'any'),
('record_outcome', 'administrator', 'any'),
('sign_outcome', 'rapporteur', 'any'), ('sign_outcome', 'reviewer', 'any'),
('sign_outcome', 'administrator', 'any'),
('update_commitment', 'mayors_office', 'city'), ('update_commitment', 'contributor', 'city'),
('update_commitment', 'administrator', 'any'),
('answer', 'mayors_office', 'city'), ('answer', 'administrator', 'any'),
('moderate', 'moderator', 'any'), ('moderate', 'administrator', 'any'),
('set_room', 'moderator', 'any'), ('set_room', 'administrator', 'any'),
('take_home', 'rapporteur', 'any'), ('take_home', 'reviewer', 'any'),
('take_home', 'mayors_office', 'city'), ('take_home', 'administrator', 'any'),
('exchange', 'reviewer', 'any'), ('exchange', 'administrator', 'any');

-- Any city may host one: a byte has room for eight summits, this one for 62.
alter table facet alter column summits type bigint;

-- A project that was presented in a workshop may be written down as a practice by whoever heard it.
insert into permission values ('write', 'rapporteur', 'any');
insert into move
select
    subject,
    from_state,
    to_state,
    'rapporteur' as role,
    author,
    reason_required
from move
where subject = 'submission' and role = 'researcher';

-- Summits made here ------------------------------------------------------------------------------
-- A summit in the making: `body` is the form as JSON, of which one file in data/summits/ is made.
-- `summit` is the one it became; its city and its id stay from then on.
create table summit_draft (
    receipt varchar primary key,
    body varchar not null,
    author varchar not null,
    stamp bigint not null,
    created_at timestamp not null,
    updated_at timestamp not null,
    opened_at timestamp, -- since when it is a summit for everybody
    summit varchar
);

-- Declaration to proof ----------------------------------------------------------------------------
-- A practice that serves a point (linked), or of which somebody said that it does not (refused);
-- points count from 1.
create table declaration_link (
    summit varchar not null,
    point smallint not null check (point >= 1),
    slug varchar not null,
    state varchar not null check (state in ('linked', 'refused')),
    linked_by varchar not null,
    linked_at timestamp not null,
    note varchar,
    primary key (summit, point, slug)
);
-- What a city itself says of a point for which it shows nothing; the newest row holds.
create table declaration_reason (
    summit varchar not null,
    point smallint not null check (point >= 1),
    city varchar not null,
    number smallint not null,
    words varchar not null,
    language varchar not null,
    office varchar not null,
    given_by varchar not null,
    given_at timestamp not null,
    primary key (summit, point, city, number)
);

-- What a workshop agrees --------------------------------------------------------------------------
create table outcome_move (
    from_state varchar not null,
    to_state varchar not null,
    role varchar not null references role (role),
    author varchar not null check (author in ('only', 'never', 'any')),
    reason_required boolean not null,
    primary key (from_state, to_state, role)
);
insert into outcome_move
select
    way.from_state,
    way.to_state,
    role.role,
    way.author,
    way.reason_required
from (
    values
    ('draft', 'sent', 'any', false), ('sent', 'draft', 'any', false),
    -- Whoever takes up what was dropped or signed answers for its words from then on.
    ('draft', 'dropped', 'only', false), ('dropped', 'draft', 'any', false),
    ('sent', 'signed', 'never', false), ('signed', 'draft', 'any', false),
    -- What was signed once stays public while its correction is written; so it can be withdrawn.
    ('signed', 'withdrawn', 'any', true), ('draft', 'withdrawn', 'any', true),
    ('sent', 'withdrawn', 'any', true), ('dropped', 'withdrawn', 'any', true)
) as way (from_state, to_state, author, reason_required)
cross join role
where role.role in ('rapporteur', 'reviewer', 'administrator');
-- `receipt` is made by the page: a second sending of the same is the same. `body` is the newest
-- text as JSON, `stamp` rises with each save; what is signed lies in outcome_version for good.
create table outcome (
    outcome_id varchar primary key,
    receipt varchar not null unique,
    workshop varchar not null,
    state varchar not null,
    body varchar not null,
    author varchar not null,
    stamp bigint not null,
    version smallint not null, -- the newest signed one; 0: none yet
    created_at timestamp not null,
    updated_at timestamp not null,
    withdrawn_at timestamp,
    withdrawal varchar, -- why
    house varchar -- the copy it came from; null: this one
);
create table outcome_version (
    outcome_id varchar not null,
    version smallint not null,
    body varchar not null,
    author varchar not null,
    signed_by varchar not null,
    signed_at timestamp not null,
    primary key (outcome_id, version)
);
-- How a city tells that a promise goes; the newest holds.
create table commitment_step (
    outcome_id varchar not null,
    number smallint not null,
    state varchar not null check (state in ('open', 'begun', 'kept', 'partly', 'dropped')),
    words varchar,
    language varchar not null,
    office varchar not null,
    told_by varchar not null,
    told_at timestamp not null,
    primary key (outcome_id, number)
);

-- The discussion ----------------------------------------------------------------------------------
-- A room is what one setting holds for: everything ('all'), a summit ('summit:ID'), a city
-- ('city:SLUG'). mode: posts are read before they are shown, or shown at once.
create table discussion_room (
    room varchar primary key,
    mode varchar not null check (mode in ('before', 'after')),
    is_open boolean not null,
    set_by varchar not null,
    set_at timestamp not null
);
-- A thread hangs on a conclusion, a practice, a workshop's question or a city: 'practice:SLUG'.
create table thread (
    thread varchar primary key,
    room varchar not null,
    made_at timestamp not null,
    frozen_at timestamp,
    frozen_by varchar,
    summary varchar -- why it was frozen and what was said, by language, as JSON
);
create table post_move (
    from_state varchar not null,
    to_state varchar not null,
    role varchar not null references role (role),
    reason_required boolean not null,
    primary key (from_state, to_state, role)
);
insert into post_move
select
    way.from_state,
    way.to_state,
    role.role,
    way.reason_required
from (
    values
    ('held', 'shown', false), ('held', 'refused', true), ('shown', 'hidden', true),
    ('hidden', 'shown', true), ('refused', 'shown', true)
) as way (from_state, to_state, reason_required)
cross join role
where role.role in ('moderator', 'administrator');
insert into post_move values
('held', 'erased', 'inhabitant', false), ('shown', 'erased', 'inhabitant', false),
('hidden', 'erased', 'inhabitant', false), ('refused', 'erased', 'inhabitant', false);
-- kind question: `words` is the question to mayors (200 signs), `reasons` why it is asked.
-- key_mark, device, place: hashes of the author's link, of a cookie, and of an address with the
-- day's salt. `stamp` rises with each change.
create table post (
    post_id varchar primary key,
    receipt varchar not null unique,
    kind varchar not null check (kind in ('comment', 'question')),
    thread varchar,
    parent varchar,
    level tinyint not null check (level between 1 and 4),
    state varchar not null check (state in ('held', 'shown', 'refused', 'hidden', 'erased')),
    language varchar not null,
    name varchar,
    sixteen boolean,
    words varchar not null,
    reasons varchar,
    written_at timestamp not null,
    shown_at timestamp,
    edited_at timestamp,
    stamp integer not null,
    key_mark varchar,
    device varchar,
    place varchar,
    suspicion varchar, -- why it waits although the room shows at once, as a code
    house varchar, -- the copy it came from; null: this one
    house_stamp integer -- the stamp it had there when it was taken
);
create index post_of_thread on post (thread);
-- What stood there before an author or a moderator changed it.
create table post_text (
    post_id varchar not null,
    version smallint not null,
    words varchar not null,
    reasons varchar,
    until timestamp not null,
    primary key (post_id, version)
);
-- "In my street this is so": one voice a device and thread.
create table voice (
    thread varchar not null,
    device varchar not null,
    said varchar not null check (said in ('so', 'not_so', 'unknown')),
    said_at timestamp not null,
    primary key (thread, device)
);
-- Whoever would like a question answered too.
create table support (
    post_id varchar not null,
    device varchar not null,
    given_at timestamp not null,
    primary key (post_id, device)
);

-- Questions to mayors and their answers ---------------------------------------------------------
-- One row a question and a city it goes to; sent when a moderator lets it through.
create table question_city (
    post_id varchar not null,
    city varchar not null,
    sent_at timestamp,
    due_on date,
    primary key (post_id, city)
);
-- The summit at which a question was asked; most are asked at none.
create table question_summit (
    post_id varchar primary key,
    summit varchar not null
);
-- Which letters have been written, so that nobody gets one twice: to the offices of a city when a
-- question is sent (version 0), to its author when a version of an answer is published.
create table question_letter (
    post_id varchar not null,
    city varchar not null,
    version smallint not null,
    written_at timestamp not null,
    primary key (post_id, city, version)
);
-- What an office is writing: seen by its desk alone.
create table answer_draft (
    post_id varchar not null,
    city varchar not null,
    body varchar not null,
    author varchar not null,
    stamp bigint not null,
    saved_at timestamp not null,
    primary key (post_id, city)
);
-- What an office has said, each version for good; `texts` by language with their origin, as JSON.
create table answer (
    post_id varchar not null,
    city varchar not null,
    version smallint not null,
    standing varchar not null
    check (standing in ('answered', 'partly', 'not_our_power', 'declined')),
    language varchar not null,
    texts varchar not null,
    office varchar not null,
    answered_by varchar not null,
    answered_at timestamp not null,
    house varchar,
    primary key (post_id, city, version)
);

-- Moderation --------------------------------------------------------------------------------------
-- One act on one post. rule: the code of the rule it broke. words: what the author is told besides,
-- in words_language. kind, language: the post's, so that the log tells them once it is gone.
create table moderation_act (
    act_id varchar primary key,
    post_id varchar not null,
    kind varchar not null check (kind in ('comment', 'question')),
    language varchar not null,
    from_state varchar not null,
    to_state varchar not null,
    rule varchar,
    words varchar,
    words_language varchar,
    cause varchar not null check (cause in ('desk', 'notice', 'appeal')),
    rules_version varchar not null,
    acted_by varchar not null,
    role varchar not null,
    acted_at timestamp not null,
    told_at timestamp -- when a letter on it was written to its author, who had asked for one
);
-- Anyone says that something breaks the law or the rules: where exactly, why, in good faith.
create table notice (
    notice_id varchar primary key,
    receipt varchar not null unique,
    post_id varchar,
    address varchar not null,
    rule varchar not null,
    words varchar not null,
    language varchar not null,
    name varchar,
    contact varchar, -- encrypted
    key_mark varchar not null,
    given_at timestamp not null,
    state varchar not null check (state in ('open', 'upheld', 'dismissed')),
    answer varchar,
    answer_language varchar,
    decided_by varchar,
    decided_at timestamp,
    told_at timestamp -- when a letter on the decision was written
);
-- The author asks another person to look again.
create table appeal (
    appeal_id varchar primary key,
    act_id varchar not null unique,
    post_id varchar not null,
    words varchar not null,
    language varchar not null,
    asked_at timestamp not null,
    state varchar not null check (state in ('open', 'granted', 'refused')),
    answer varchar,
    answer_language varchar,
    decided_by varchar,
    decided_at timestamp
);
create table reply_template (
    template_id varchar primary key,
    name varchar not null,
    language varchar not null,
    words varchar not null,
    made_by varchar not null,
    made_at timestamp not null
);

-- Personal data -----------------------------------------------------------------------------------
-- Where an author wants the answer sent; encrypted, asked twice, erased after 90 days or at will.
create table post_contact (
    post_id varchar primary key,
    contact varchar not null,
    language varchar not null,
    key_mark varchar not null,
    asked_at timestamp not null,
    letter_at timestamp, -- when the letter that asks a second time was written
    confirmed_at timestamp,
    erase_after timestamp not null
);
-- With it an address becomes a hash; thrown away when its day is over.
create table day_salt (
    day date primary key,
    salt varchar not null
);
-- Messages to whoever runs this: barriers met, requests about data.
create table letter (
    letter_id varchar primary key,
    receipt varchar not null unique,
    about varchar not null,
    words varchar not null,
    contact varchar, -- encrypted
    language varchar not null,
    sent_at timestamp not null,
    done_by varchar,
    done_at timestamp,
    erase_after timestamp not null
);
-- What the retention job has erased, and when.
create table retention_run (
    run_id varchar primary key,
    ran_at timestamp not null,
    erased varchar not null -- how many of what, as JSON
);

-- Two copies ------------------------------------------------------------------------------------
create table exchange_file (
    sha256 varchar primary key,
    house varchar not null,
    taken_at timestamp not null,
    taken_by varchar not null,
    told varchar not null -- how many of what were new, as JSON
);
