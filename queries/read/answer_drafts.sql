-- One row an answer that is saved and not published, the longest waiting first; those of questions
-- that nobody may read any more are not among them.
-- $cities: slugs. $some: whether only these; else all.
select
    answer_draft.post_id,
    answer_draft.city,
    answer_draft.body,
    answer_draft.saved_at,
    post.words,
    post.language
from answer_draft
inner join post on answer_draft.post_id = post.post_id
where
    post.state = 'shown'
    and (not $some or list_contains($cities, answer_draft.city))
order by answer_draft.saved_at, answer_draft.post_id, answer_draft.city
