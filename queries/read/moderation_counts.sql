-- One row a code of a filter of the queue: how many posts have it. States are counted over all
-- posts, the others over those of the state that is looked at.
-- $state: '' for any.
with state_of as (
    select
        'state' as dim,
        state as code,
        count(*) as posts
    from post
    group by state
),

others as (
    select
        case
            when grouping(post.kind) = 0 then 'kind'
            when grouping(thread.room) = 0 then 'room'
            when grouping(post.language) = 0 then 'language'
            else 'suspicion'
        end as dim,
        coalesce(post.kind, thread.room, post.language, post.suspicion, '') as code,
        count(*) as posts
    from post
    left join thread on post.thread = thread.thread
    where $state = '' or post.state = $state
    group by grouping sets ((post.kind), (thread.room), (post.language), (post.suspicion))
)

select
    dim,
    code,
    posts
from state_of
union all
select
    dim,
    code,
    posts
from others
order by dim asc, posts desc, code asc
