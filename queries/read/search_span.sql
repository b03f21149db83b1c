-- One row: the least and the greatest number of a published practice, and how many there are.
select
    coalesce(min(practice_id), 0) as first,
    coalesce(max(practice_id), 0) as last,
    count(*) as practices
from practice
where state = 'published'
order by first
