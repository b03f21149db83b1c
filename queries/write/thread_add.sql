-- Begins a thread, unless somebody has.
-- $thread: its key. $room: where it belongs. $moment: when.
insert into thread (thread, room, made_at, frozen_at, frozen_by, summary)
values ($thread, $room, $moment, null, null, null)
on conflict do nothing
