-- Adds to the log a line for each of some posts that are moved.
-- $ids: the posts. $request_ids: one for each, in the same order. $from_state, $to_state: the move.
-- $rule: the rule they broke, or null. $account, $role: who acts. $moment: now.
with chosen as (
    select
        unnest($ids::varchar[]) as post_id,
        unnest($request_ids::varchar[]) as request_id
)

insert into audit (
    occurred_at, actor, role, action, entity, entity_id, from_state, to_state, note, request_id
)
select
    $moment as occurred_at,
    $account as actor,
    $role as role,
    'move' as action,
    'post' as entity,
    post_id as entity_id,
    $from_state as from_state,
    $to_state as to_state,
    $rule as note,
    request_id
from chosen
order by post_id
