-- One row a post that a moderator looks for, with how many match in all.
-- $state, $kind, $room, $language, $suspicion: '' restricts nothing. $noticed: only those of which
-- somebody gave notice. $words: in lower case, in the post, its name or its thread; '' for all.
-- $newest: the newest first, else the oldest. $most: how many rows. $skipped: how many before them.
with noticed as (
    select
        post_id,
        count(*) as notices
    from notice
    where state = 'open' and post_id is not null
    group by post_id
),

asked as (
    select distinct post_id
    from appeal
    where state = 'open'
),

matching as (
    select
        post.post_id,
        post.written_at
    from post
    left join thread on post.thread = thread.thread
    left join noticed on post.post_id = noticed.post_id
    where
        ($state = '' or post.state = $state)
        and ($kind = '' or post.kind = $kind)
        and ($room = '' or thread.room = $room)
        and ($language = '' or post.language = $language)
        and ($suspicion = '' or post.suspicion = $suspicion)
        and (not $noticed or noticed.notices > 0)
        and (
            $words = ''
            or contains(lower(post.words), $words)
            or contains(lower(coalesce(post.reasons, '')), $words)
            or contains(lower(coalesce(post.name, '')), $words)
            or contains(lower(coalesce(post.thread, '')), $words)
        )
),

-- Texts are fetched for one page only.
chosen as (
    select
        post_id,
        count(*) over () as total
    from matching
    order by
        case when $newest then written_at end desc nulls last,
        written_at asc,
        post_id asc
    limit $most offset $skipped
)

select
    chosen.total,
    post.post_id,
    post.kind,
    post.thread,
    thread.room,
    post.level,
    post.state,
    post.language,
    post.name,
    post.words,
    post.written_at,
    post.edited_at,
    post.stamp,
    post.suspicion,
    coalesce(noticed.notices, 0) as notices,
    asked.post_id is not null as appeal
from chosen
inner join post on chosen.post_id = post.post_id
left join thread on post.thread = thread.thread
left join noticed on chosen.post_id = noticed.post_id
left join asked on chosen.post_id = asked.post_id
order by
    case when $newest then post.written_at end desc nulls last,
    post.written_at asc,
    post.post_id asc
