-- One row: how many devices support a question that is shown.
-- $post_id: the question.
select count(*) as given
from support
inner join post on support.post_id = post.post_id
where support.post_id = $post_id and post.state = 'shown'
order by given
