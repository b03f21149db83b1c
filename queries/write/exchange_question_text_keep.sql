-- What stood in a question before it is renewed.
-- $post_id: its id. $moment: until when it stood.
insert into post_text (post_id, version, words, reasons, until)
select
    post.post_id,
    (
        select coalesce(max(post_text.version), 0) + 1
        from post_text
        where post_text.post_id = post.post_id
    ) as version,
    post.words,
    post.reasons,
    $moment as until
from post
where post.post_id = $post_id and post.words <> ''
