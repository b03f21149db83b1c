-- One row a slug in use that begins so.
-- $start: the beginning.
select slug
from practice
where starts_with(slug, $start)
order by slug
