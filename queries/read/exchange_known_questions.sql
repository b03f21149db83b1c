-- One row a post that is here in whatever state; `judged`: a moderator of this house has spoken.
select
    post.post_id,
    post.house,
    post.state,
    coalesce(post.house_stamp, post.stamp) as stamp,
    exists(
        select 1
        from moderation_act
        where moderation_act.post_id = post.post_id
    ) as judged
from post
order by post.post_id
