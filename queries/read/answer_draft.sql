-- One row, or none: what an office is writing on a question.
-- $post_id: the question. $city: the city's slug.
select
    body,
    author,
    stamp,
    saved_at
from answer_draft
where post_id = $post_id and city = $city
order by saved_at
