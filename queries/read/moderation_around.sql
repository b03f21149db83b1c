-- One row a post of the same thread that helps to read one: what it answers, up to the first; its
-- neighbours, which answer the same; and its own answers; with the post itself, by time.
-- $post_id: which. $most: so many neighbours on each side, and so many answers.
with recursive above as (
    select
        post_id,
        parent
    from post
    where post_id = $post_id
    union all
    select
        post.post_id,
        post.parent
    from post
    inner join above on post.post_id = above.parent
),

self as (
    select
        thread,
        parent,
        written_at
    from post
    where post_id = $post_id
),

beside as (
    select
        post.post_id,
        row_number() over (
            partition by post.written_at < self.written_at
            order by abs(epoch_ms(post.written_at) - epoch_ms(self.written_at)), post.post_id
        ) as place
    from post
    inner join self
        on post.thread = self.thread and post.parent is not distinct from self.parent
    where post.post_id <> $post_id and post.state in ('shown', 'held', 'hidden')
),

below as (
    select post_id
    from post
    where parent = $post_id and state in ('shown', 'held', 'hidden')
    order by written_at asc, post_id asc
    limit $most
),

near as (
    select post_id
    from above
    union
    select post_id
    from beside
    where place <= $most
    union
    select post_id
    from below
)

select
    post.post_id,
    post.parent,
    post.level,
    post.state,
    post.language,
    post.name,
    post.words,
    post.written_at
from near
inner join post on near.post_id = post.post_id
order by post.written_at, post.post_id
