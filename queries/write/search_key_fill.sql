-- Gives a number to each key that has none yet.
insert into search_key
with wanted as (
    select
        kind,
        stem
    from search_reading
    union
    select
        'place' as kind,
        stem
    from search_place
),

missing as (
    select
        wanted.kind,
        wanted.stem
    from wanted
    anti join search_key on wanted.kind = search_key.kind and wanted.stem = search_key.stem
)

select
    (select coalesce(max(search_key.key_id), 0) from search_key)
    + row_number() over (order by missing.kind, missing.stem) as key_id,
    missing.kind,
    missing.stem,
    0 as practices
from missing
order by missing.kind, missing.stem
