-- Adds one line to the log of who did what.
-- $occurred_at: when. $actor: the account, or the release. $role: by which role. $action: what.
-- $entity: the kind of thing. $entity_id: its public id. $version: which version, or null.
-- $from_state, $to_state: the move, or null. $note: why, or null. $request_id: once and no more.
insert into audit (
    occurred_at, actor, role, action, entity, entity_id, version, from_state, to_state, note,
    request_id
)
values (
    $occurred_at, $actor, $role, $action, $entity, $entity_id, $version, $from_state, $to_state,
    $note, $request_id
)
