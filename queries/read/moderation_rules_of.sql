-- One row a hidden post of a thread: by which rule it was hidden.
-- $thread: which.
select
    post.post_id,
    arg_max(moderation_act.rule, moderation_act.acted_at) as rule
from post
inner join moderation_act on post.post_id = moderation_act.post_id
where post.thread = $thread and post.state = 'hidden' and moderation_act.to_state = 'hidden'
group by post.post_id
order by post.post_id
