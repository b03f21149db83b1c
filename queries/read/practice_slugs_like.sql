-- One row an id that begins so and is in use, or was.
-- $start: the beginning.
select slug
from practice
where starts_with(slug, $start)
union
select slug
from redirect
where starts_with(slug, $start)
order by slug
