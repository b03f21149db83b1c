-- One row: moderation in numbers.
-- $moment: now. $days: how many days 'lately' means.
with first_act as (
    select
        moderation_act.post_id,
        min(moderation_act.acted_at) as acted_at
    from moderation_act
    group by moderation_act.post_id
),

waited as (
    select
        first_act.acted_at,
        (epoch(first_act.acted_at) - epoch(post.written_at)) / 3600 as hours
    from first_act
    inner join post on first_act.post_id = post.post_id
    inner join moderation_act
        on
            first_act.post_id = moderation_act.post_id
            and first_act.acted_at = moderation_act.acted_at
    where moderation_act.from_state = 'held'
),

waits as (
    select
        median(hours) as waited,
        median(hours) filter (
            where acted_at >= $moment::timestamp - to_days($days)
        ) as waited_lately
    from waited
),

posts as (
    select
        count(*) as held,
        min(written_at) as oldest_held
    from post
    where state = 'held'
),

done as (
    select
        count(*) as acts,
        count(*) filter (where from_state = 'held' and to_state = 'shown') as let_through,
        count(*) filter (where to_state = 'refused') as refused,
        count(*) filter (where to_state = 'hidden') as hidden,
        count(*) filter (where from_state <> 'held' and to_state = 'shown') as shown_again
    from moderation_act
),

asked as (
    select
        count(*) filter (where state = 'open') as appeals_open,
        count(*) filter (where state = 'granted') as appeals_granted,
        count(*) filter (where state = 'refused') as appeals_refused
    from appeal
),

noticed as (
    select
        count(*) filter (where state = 'open') as notices_open,
        count(*) filter (where state = 'upheld') as notices_upheld,
        count(*) filter (where state = 'dismissed') as notices_dismissed,
        median((epoch(decided_at) - epoch(given_at)) / 3600) filter (
            where decided_at is not null
        ) as notices_waited
    from notice
),

stopped as (
    select count(*) as frozen
    from thread
    where frozen_at is not null
)

select
    posts.held,
    posts.oldest_held,
    done.acts,
    done.let_through,
    done.refused,
    done.hidden,
    done.shown_again,
    waits.waited,
    waits.waited_lately,
    asked.appeals_open,
    asked.appeals_granted,
    asked.appeals_refused,
    noticed.notices_open,
    noticed.notices_upheld,
    noticed.notices_dismissed,
    noticed.notices_waited,
    stopped.frozen
from posts
cross join done
cross join waits
cross join asked
cross join noticed
cross join stopped
order by posts.held
