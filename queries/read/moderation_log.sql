-- One row an act of moderation, without anything that a person wrote or is: acts on posts, and
-- threads that were frozen or opened again; the first first.
with every_act as (
    select
        acted_at,
        act_id,
        kind,
        language,
        from_state,
        to_state,
        coalesce(rule, '') as rule,
        rules_version,
        cause,
        role
    from moderation_act
    union all
    select
        occurred_at as acted_at,
        audit_id::varchar as act_id,
        'thread' as kind,
        '' as language,
        from_state,
        to_state,
        '' as rule,
        '' as rules_version,
        'desk' as cause,
        role
    from audit
    where entity = 'thread' and action = 'move'
),

numbered as (
    select
        *,
        row_number() over (order by acted_at, act_id) as number
    from every_act
)

select
    number,
    kind,
    language,
    from_state,
    to_state,
    rule,
    rules_version,
    cause,
    role,
    acted_at::date as day
from numbered
order by number
