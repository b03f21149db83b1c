-- Imports: each one thing that can be undone whole, and what was decided about files of its kind.

create table import (
    import_id varchar primary key,
    file_name varchar not null,
    sha256 varchar not null,
    template varchar,
    actor varchar not null,
    way varchar not null check (way in ('submissions', 'straight')),
    new_count integer not null,
    changed_count integer not null,
    equal_count integer not null,
    imported_at timestamp not null,
    undone_at timestamp,
    undone_by varchar
);
-- What became of each line of its file: a submission, or a version written at once. A line that
-- changed nothing has no row. `slug` is the id the file gave; `earlier` the public version before.
create table import_line (
    import_id varchar not null,
    line integer not null,
    slug varchar,
    receipt varchar,
    practice_id integer,
    version integer,
    earlier integer,
    was_state varchar,
    primary key (import_id, line)
);
-- Which header is which column, by the fingerprint of a file's headers; body is JSON.
create table import_mapping (
    fingerprint varchar primary key,
    body varchar not null,
    decided_by varchar not null,
    decided_at timestamp not null
);
