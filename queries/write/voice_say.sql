-- Keeps what a device says on a thread; said again, the newer holds.
-- $thread: its key. $device: a hash. $said: so, not_so or unknown. $moment: when.
insert into voice (thread, device, said, said_at)
values ($thread, $device, $said, $moment)
on conflict (thread, device) do update set said = excluded.said, said_at = excluded.said_at
