-- Sets a room that has no setting.
-- $room: which. $mode: before or after. $is_open: whether posts are taken. $account: who sets it.
-- $moment: now.
insert into discussion_room (room, mode, is_open, set_by, set_at)
values ($room, $mode, $is_open, $account, $moment)
