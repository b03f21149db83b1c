-- A room for what each word as written is reduced to: its plain form and its keys.
create or replace temp table search_reading (
    language varchar,
    written varchar,
    word varchar,
    kind varchar,
    stem varchar,
    share float,
    practices integer
)
