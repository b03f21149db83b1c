-- One row, or none: a post as a moderator reads it.
-- $post_id: which.
with cities as (
    select
        post_id,
        list(city order by city) as cities
    from question_city
    where post_id = $post_id
    group by post_id
)

select
    post.post_id,
    post.kind,
    post.thread,
    thread.room,
    post.parent,
    post.level,
    post.state,
    post.language,
    post.name,
    post.words,
    post.reasons,
    post.written_at,
    post.shown_at,
    post.edited_at,
    post.stamp,
    post.suspicion,
    post.house,
    thread.frozen_at is not null as frozen,
    coalesce(cities.cities, []) as cities,
    exists(
        select 1
        from appeal
        where appeal.post_id = $post_id and appeal.state = 'open'
    ) as appeal
from post
left join thread on post.thread = thread.thread
left join cities on post.post_id = cities.post_id
where post.post_id = $post_id
order by post.post_id
