-- One row: the voices on a thread, by what they say, and from when to when.
-- $keys: under which names the thread was known.
select
    count(*) as total,
    count(*) filter (where said = 'so') as so,
    count(*) filter (where said = 'not_so') as not_so,
    count(*) filter (where said = 'unknown') as unknown,
    min(said_at) as first_at,
    max(said_at) as last_at
from voice
where list_contains($keys, thread)
order by total
