-- One row a question that everybody may read and that went to its cities, the newest sent first.
-- $post_id: one of them, or nothing for all. $summit: only those asked at it, or nothing for all.
with sent as (
    select
        post_id,
        min(sent_at) as sent_at
    from question_city
    where sent_at is not null
    group by post_id
),

supported as (
    select
        post_id,
        count(*) as supporters
    from support
    group by post_id
)

select
    post.post_id,
    post.language,
    post.name,
    post.words,
    post.reasons,
    post.written_at,
    sent.sent_at,
    question_summit.summit,
    post.house,
    coalesce(supported.supporters, 0) as supporters
from post
inner join sent on post.post_id = sent.post_id
left join question_summit on post.post_id = question_summit.post_id
left join supported on post.post_id = supported.post_id
where
    post.kind = 'question'
    and post.state = 'shown'
    and ($post_id = '' or post.post_id = $post_id)
    and ($summit = '' or question_summit.summit = $summit)
order by sent.sent_at desc, post.post_id asc
