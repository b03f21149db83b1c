-- One row a practice, public or not: what an import has to find unchanged.
select
    slug,
    practice_id,
    latest_version,
    state
from practice
order by slug
