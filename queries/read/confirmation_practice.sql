-- One row: the number of a public practice and of its city.
-- $slug: the practice.
select
    practice_id,
    city_id
from practice
where slug = $slug and state = 'published'
order by practice_id
