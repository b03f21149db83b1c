-- One row where an id is in use, or was: it is never given out again.
-- $slug: the id.
select slug
from practice
where slug = $slug
union
select slug
from redirect
where slug = $slug
order by slug
