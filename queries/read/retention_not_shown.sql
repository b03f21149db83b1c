-- One row a post that a moderator put away long ago and that still holds words.
-- $before: the last act on it lies before this.
with put_away as (
    select
        post.post_id,
        max(moderation_act.acted_at) as last_at
    from post
    inner join moderation_act on post.post_id = moderation_act.post_id
    where post.state in ('refused', 'hidden') and post.words <> ''
    group by post.post_id
)

select post_id
from put_away
where last_at < $before
order by post_id
