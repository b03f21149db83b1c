-- One row: the state of a practice, since when, and the reason that was given for it.
-- $slug: which.
with last_move as (
    select
        entity_id as slug,
        to_state,
        occurred_at,
        note
    from audit
    where entity = 'practice' and entity_id = $slug and to_state is not null
    order by audit_id desc
    limit 1
)

select
    practice.slug,
    practice.state,
    last_move.note as reason,
    coalesce(last_move.occurred_at, practice.updated_at) as since
from practice
left join last_move on practice.slug = last_move.slug and practice.state = last_move.to_state
where practice.slug = $slug
order by practice.slug
