-- One row an open appeal, the oldest first, with the act it is about and the post as it stands.
select
    appeal.appeal_id,
    appeal.words,
    appeal.language,
    appeal.asked_at,
    appeal.act_id,
    appeal.post_id,
    moderation_act.to_state,
    moderation_act.rule,
    moderation_act.words as told,
    moderation_act.acted_by,
    moderation_act.acted_at,
    moderation_act.kind,
    post.thread,
    moderation_act.language as post_language,
    post.words as text,
    post.state,
    post.stamp
from appeal
inner join moderation_act on appeal.act_id = moderation_act.act_id
inner join post on appeal.post_id = post.post_id
where appeal.state = 'open'
order by appeal.asked_at, appeal.appeal_id
