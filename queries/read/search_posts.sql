-- One row a practice that carries one of the keys.
-- $keys: numbers of keys; a join to them lets DuckDB skip the rows of all others.
select
    search_post.key_id,
    search_post.practice_id,
    search_post.weight
from search_post
where search_post.key_id in (select unnest($keys::integer[]))
order by search_post.key_id, search_post.practice_id
