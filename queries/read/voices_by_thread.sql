-- One row a thread with voices enough to be told of, by what they say.
-- $least: how many.
select
    thread,
    count(*) as total,
    count(*) filter (where said = 'so') as so,
    count(*) filter (where said = 'not_so') as not_so,
    count(*) filter (where said = 'unknown') as unknown,
    min(said_at) as first_at,
    max(said_at) as last_at
from voice
group by thread
having count(*) >= $least
order by thread
