-- One row a city that a question went to, by question and city.
select
    post_id,
    city,
    sent_at,
    due_on
from question_city
where sent_at is not null
order by post_id, city
