-- A room for what each word as written is reduced to: its plain form and its keys; a word that
-- says nothing has no key.
create or replace temp table search_reading (
    language varchar not null,
    written varchar not null,
    word varchar not null,
    kind varchar not null,
    stem varchar not null,
    share float not null
)
