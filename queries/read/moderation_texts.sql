-- One row an earlier text of a post, the newest first.
-- $post_id: which.
select
    version,
    words,
    reasons,
    until
from post_text
where post_id = $post_id
order by version desc
