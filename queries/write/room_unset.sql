-- Forgets the setting of a room.
-- $room: which.
delete from discussion_room
where room = $room
