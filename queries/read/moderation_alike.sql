-- One row another post that is held or shown and shares its words, its device or its address of a
-- day with one.
-- $post_id: that one.
with self as (
    select
        words,
        reasons,
        device,
        place
    from post
    where post_id = $post_id
),

compared as (
    select
        post.post_id,
        post.stamp,
        post.state,
        (
            lower(trim(post.words)) = lower(trim(self.words))
            and lower(trim(coalesce(post.reasons, ''))) = lower(trim(coalesce(self.reasons, '')))
        ) as same_words,
        coalesce(post.device = self.device, false) as same_device,
        coalesce(post.place = self.place, false) as same_place
    from post
    cross join self
    where post.post_id <> $post_id and post.state in ('held', 'shown')
)

select
    post_id,
    stamp,
    state,
    same_words,
    same_device,
    same_place
from compared
where same_words or same_device or same_place
order by post_id
