-- A room for the postings, until they are sorted.
create or replace temp table search_part (
    key_id integer not null,
    practice_id integer not null,
    weight float not null
)
