-- One row a post as readers see it; one that is not shown now comes without its words and name.
-- $ids: which.
select
    post_id,
    thread,
    parent,
    level,
    state,
    language,
    written_at,
    shown_at,
    edited_at,
    case when state = 'shown' then name end as name,
    case when state = 'shown' then words else '' end as words
from post
where list_contains($ids, post_id)
order by post_id
