-- Counts a device for a question, once.
-- $post_id: the question. $device: a hash. $moment: when.
insert into support (post_id, device, given_at)
values ($post_id, $device, $moment)
on conflict do nothing
