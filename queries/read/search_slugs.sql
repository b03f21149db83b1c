-- One row a published practice: its number and its public id.
select
    practice.practice_id,
    practice.slug
from practice
where practice.state = 'published'
order by practice.practice_id
