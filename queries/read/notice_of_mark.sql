-- One row, or none: the notice of a token.
-- $mark: the token's mark.
select
    notice.notice_id,
    notice.post_id,
    notice.address,
    notice.rule,
    notice.words,
    notice.language,
    notice.name,
    notice.given_at,
    notice.state,
    notice.answer,
    notice.answer_language,
    notice.decided_at,
    post.state as post_state,
    post.words as post_words,
    post.stamp as post_stamp,
    notice.contact is not null as reachable
from notice
left join post on notice.post_id = post.post_id
where notice.key_mark = $mark
order by notice.notice_id
