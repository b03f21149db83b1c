-- A city that a question of another copy went to; what is here keeps its dates.
-- $post_id: the question. $city: its slug. $sent_at: since when it waits. $due_on: until when.
insert into question_city (post_id, city, sent_at, due_on)
values ($post_id, $city, $sent_at, $due_on)
on conflict do nothing
