-- One row a slug that is a city of the catalogue.
-- $slugs: what a link names.
select slug
from city
where list_contains($slugs::varchar[], slug)
order by slug
