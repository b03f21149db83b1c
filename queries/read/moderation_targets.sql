-- One row a post that is to be moved, as far as the move needs to know it.
-- $ids: which posts.
with chosen as (
    select unnest($ids::varchar[]) as post_id
),

asked as (
    select distinct post_id
    from appeal
    where state = 'open'
)

select
    post.post_id,
    post.state,
    post.stamp,
    post.kind,
    post.thread,
    asked.post_id is not null as appeal_open
from post
inner join chosen on post.post_id = chosen.post_id
left join asked on post.post_id = asked.post_id
order by post.post_id
