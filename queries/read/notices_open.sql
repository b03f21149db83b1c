-- One row an open notice, the oldest first.
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
where notice.state = 'open'
order by notice.given_at, notice.notice_id
