-- One row a city that a question went to, or will.
-- $post_id: the question.
select
    city,
    sent_at,
    due_on
from question_city
where post_id = $post_id
order by city
