-- One row: how a practice stands, public or not.
-- $slug: which.
select
    practice_id,
    slug,
    city_id,
    state,
    latest_version,
    published_version,
    created_at,
    updated_at
from practice
where slug = $slug
order by practice_id
