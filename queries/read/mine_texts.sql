-- One row a wording that the author or a moderator has changed since, the oldest first.
-- $post_id: the post.
select
    version,
    words,
    reasons,
    until
from post_text
where post_id = $post_id
order by version
