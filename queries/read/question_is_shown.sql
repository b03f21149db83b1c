-- One row: whether a question stands where everybody can read it.
-- $post_id: the question.
select count(*) > 0 as shown
from post
where post_id = $post_id and kind = 'question' and state = 'shown'
order by shown
