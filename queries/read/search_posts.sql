-- One row a practice that carries one of the keys.
-- $keys: numbers of keys. $lowest, $highest: the least and the greatest of them, for the zone maps.
select
    search_post.key_id,
    search_post.practice_id,
    search_post.weight
from search_post
where
    search_post.key_id between $lowest and $highest
    and list_contains($keys::integer[], search_post.key_id)
order by search_post.key_id, search_post.practice_id
