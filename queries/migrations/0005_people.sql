-- People who work here: accounts, roles, invitations, sessions. Tokens are kept as their hash only,
-- passwords as argon2 tells them; login and subject bear no index, because erasure empties them.

create table account (
    account varchar primary key,
    login varchar,
    name varchar,
    password varchar,
    issuer varchar,
    subject varchar,
    language varchar not null,
    state varchar not null check (state in ('active', 'suspended', 'erased')),
    created_at timestamp not null
);
-- A role held from one moment to another; city_id 0 = everywhere.
create table account_role (
    account varchar not null,
    role varchar not null references role (role),
    city_id integer not null,
    granted_by varchar not null,
    granted_at timestamp not null,
    revoked_by varchar,
    revoked_at timestamp
);
create table invitation (
    mark varchar primary key,
    role varchar not null references role (role),
    city_id integer not null,
    made_by varchar not null,
    made_at timestamp not null,
    expires_at timestamp not null,
    used_at timestamp,
    used_by varchar
);
create table session (
    mark varchar primary key,
    account varchar not null,
    made_at timestamp not null,
    last_seen timestamp not null,
    ends_at timestamp not null,
    ended_at timestamp
);
-- Failed tries, by login and by network address, both as keyed hashes.
create table sign_in_try (
    mark varchar primary key,
    failures integer not null,
    last_at timestamp not null
);
