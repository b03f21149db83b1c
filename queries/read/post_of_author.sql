-- One row: the post behind an author's link, as it stands in the store.
-- $mark: the hash of the link's key.
select
    post_id,
    kind,
    thread,
    state,
    language,
    words,
    reasons,
    shown_at,
    edited_at,
    stamp
from post
where key_mark = $mark
order by post_id
