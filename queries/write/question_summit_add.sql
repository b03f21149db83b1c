-- A question was asked at a summit.
-- $post_id: the question. $summit: the summit's id.
insert into question_summit (post_id, summit)
values ($post_id, $summit)
on conflict do nothing
