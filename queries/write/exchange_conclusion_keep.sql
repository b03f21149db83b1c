-- A conclusion of another copy: new, or as its newest version has it.
-- $outcome: its id. $receipt: made from it. $workshop: where it was said. $state: signed or
-- withdrawn. $body: the newest version, as JSON. $house: the copy. $version: the newest.
-- $first_at, $last_at: when its first and its newest version were signed. $withdrawn_at,
-- $withdrawal: since when it is withdrawn and why, or null.
insert into outcome (
    outcome_id, receipt, workshop, state, body, author, stamp, version, created_at, updated_at,
    withdrawn_at, withdrawal, house
)
values (
    $outcome, $receipt, $workshop, $state, $body, $house, $version, $version, $first_at, $last_at,
    $withdrawn_at, $withdrawal, $house
)
on conflict (outcome_id) do update set
    state = excluded.state,
    body = excluded.body,
    stamp = outcome.stamp + 1,
    version = excluded.version,
    updated_at = excluded.updated_at,
    withdrawn_at = excluded.withdrawn_at,
    withdrawal = excluded.withdrawal
