-- One row a thing that a new post meets: itself, sent before; its thread, where it has begun; the
-- settings of its room, the narrower first.
-- $receipt: its receipt's mark. $keys: under which names its thread was known. $room: its room.
select
    'post' as what,
    post_id as name,
    state as told,
    null as frozen_at,
    true as is_open
from post
where receipt = $receipt
union all
select
    'thread' as what,
    thread as name,
    null as told,
    frozen_at,
    true as is_open
from thread
where list_contains($keys, thread)
union all
select
    'room' as what,
    room as name,
    mode as told,
    null as frozen_at,
    is_open
from discussion_room
where room in ($room, 'all')
order by what asc, name desc
