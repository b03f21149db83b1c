-- One row a question to mayors that everybody may read or could once, by id.
select
    post.post_id,
    post.house,
    post.state,
    post.language,
    post.name,
    post.words,
    post.reasons,
    post.written_at,
    post.shown_at,
    post.edited_at,
    post.thread,
    question_summit.summit,
    coalesce(post.house_stamp, post.stamp) as stamp
from post
left join question_summit on post.post_id = question_summit.post_id
where
    post.kind = 'question'
    and post.shown_at is not null
    and exists (
        select 1
        from question_city
        where question_city.post_id = post.post_id and question_city.sent_at is not null
    )
order by post.post_id
