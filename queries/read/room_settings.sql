-- One row a room with a setting of its own, the narrower first: what holds for a thread in it.
-- $room: the thread's room.
select
    mode,
    is_open
from discussion_room
where room in ($room, 'all')
order by (room = 'all') asc
