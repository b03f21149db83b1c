-- One row a slug that is a published practice.
-- $slugs: what a link names.
select slug
from practice
where state = 'published' and list_contains($slugs::varchar[], slug)
order by slug
