-- One row a room with a setting of its own, everything first.
select
    room,
    mode,
    is_open,
    set_by,
    set_at
from discussion_room
order by room <> 'all', room
