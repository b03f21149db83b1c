-- One row a key, with the number of practices that carry it.
select
    search_key.key_id,
    search_key.kind,
    search_key.stem,
    search_key.practices
from search_key
where search_key.practices > 0
order by search_key.key_id
