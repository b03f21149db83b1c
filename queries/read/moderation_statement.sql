-- One row, or none: the newest act on a post, with the post and the words the act was about.
-- $post_id: which.
with newest as (
    select *
    from moderation_act
    where post_id = $post_id
    order by acted_at desc, act_id desc
    limit 1
),

-- What an author changed since stands among the earlier texts, until when it stood there.
then_said as (
    select
        post_text.words,
        post_text.reasons
    from post_text
    inner join newest on post_text.post_id = newest.post_id
    where post_text.until > newest.acted_at
    order by post_text.until asc, post_text.version asc
    limit 1
)

select
    newest.act_id,
    newest.post_id,
    newest.kind,
    post.thread,
    newest.language,
    post.written_at,
    post.suspicion,
    newest.from_state,
    newest.to_state,
    newest.rule,
    newest.rules_version,
    newest.words,
    newest.words_language,
    newest.cause,
    newest.role,
    newest.acted_at,
    post.state,
    case
        when post.state = 'erased' then null
        else coalesce((select then_said.words from then_said), post.words)
    end as text,
    case
        when post.state = 'erased' then null
        when exists (select 1 from then_said) then (select then_said.reasons from then_said)
        else post.reasons
    end as reasons
from newest
inner join post on newest.post_id = post.post_id
order by newest.act_id
