-- How many practices carry each key.
update search_key
set practices = counted.practices
from (
    select
        key_id,
        count(*)::integer as practices
    from search_post
    group by key_id
) as counted
where search_key.key_id = counted.key_id
