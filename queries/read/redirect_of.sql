-- One row: where a public id that was renamed or merged lives now.
-- $slug: the old id.
select to_slug
from redirect
where slug = $slug
order by slug
