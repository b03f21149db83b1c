-- Files a correction straight into the queue; the same receipt again changes nothing.
-- $receipt: its public id. $practice_id: the practice. $base_version: its public version.
-- $city_id: its city. $author: who proposes. $name: what it is called. $body: the draft as JSON.
-- $moment: now.
insert into submission (
    receipt, practice_id, base_version, city_id, author, state, name, body, stamp, created_at,
    updated_at, submitted_at
)
values (
    $receipt, $practice_id, $base_version, $city_id, $author, 'submitted', $name, $body, 1,
    $moment, $moment, $moment
)
on conflict do nothing
