-- Still running? When each practice was last confirmed, whom one may ask, what was asked; and what
-- the link checker found.

-- Each answer is a row and stays one; nothing here is overwritten.
-- by_kind: contact = the city's contact by a one-use link, account = somebody of the desk who
-- heard it, release = told by the released files. kind: what was said.
create table confirmation (
    confirmation_id varchar primary key,
    practice_id integer not null,
    confirmed_at timestamp not null,
    by_kind varchar not null check (by_kind in ('contact', 'account', 'release')),
    account varchar, -- who of the desk; null for a contact
    kind varchar not null check (kind in ('confirmed', 'changed', 'ended')),
    note varchar,
    ended_year smallint,
    ask_id varchar, -- the link by which it came
    receipt varchar -- the correction it led to
);

-- When a public practice was last confirmed: what it says was signed on the day its public version
-- was made (the release's own day, or the day the desk published it), and each 'confirmed' since.
create view last_confirmation as
with said as (
    select
        practice.practice_id,
        practice_version.created_at as confirmed_at,
        case practice_version.author when 'release' then 'release' else 'account' end as by_kind
    from practice
    inner join practice_version
        on
            practice.practice_id = practice_version.practice_id
            and practice.published_version = practice_version.version
    where practice.state = 'published'
    union all
    select
        confirmation.practice_id,
        confirmation.confirmed_at,
        confirmation.by_kind
    from confirmation
    inner join practice on confirmation.practice_id = practice.practice_id
    where practice.state = 'published' and confirmation.kind = 'confirmed'
)

select
    practice_id,
    max(confirmed_at) as confirmed_at,
    arg_max(by_kind, confirmed_at) as by_kind
from said
group by practice_id;

-- Whom one may ask: private, seen with the right ask_contact only, in no export, log or page.
-- practice_id null: for every practice of the city. Erased: the address is null.
create table contact (
    contact_id varchar primary key,
    city_id integer not null,
    practice_id integer,
    address varchar,
    language varchar not null,
    added_by varchar not null,
    added_at timestamp not null,
    erased_at timestamp
);

-- One-use links. Only the sha256 of the code is kept: who reads the store can follow none.
create table confirmation_ask (
    ask_id varchar primary key,
    practice_id integer not null,
    contact_id varchar not null,
    code_sha256 varchar not null unique,
    language varchar not null,
    asked_by varchar not null,
    asked_at timestamp not null,
    expires_at timestamp not null,
    answered_at timestamp,
    closed_at timestamp -- taken back before an answer: the contact was erased
);

-- What the link checker found, one row a check.
create table link_check (
    url varchar not null,
    checked_at timestamp not null,
    status smallint, -- the answer's number; null where there was none
    reason varchar not null,
    moved_to varchar
);
