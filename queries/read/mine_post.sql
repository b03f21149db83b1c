-- One row: the post behind an author's link, with all that is stored of it.
-- $mark: the hash of the link's key.
select
    post_id,
    kind,
    thread,
    parent,
    state,
    language,
    name,
    sixteen,
    words,
    reasons,
    written_at,
    shown_at,
    edited_at,
    suspicion,
    device is not null as has_device,
    place is not null as has_place
from post
where key_mark = $mark
order by post_id
