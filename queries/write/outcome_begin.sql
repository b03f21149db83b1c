-- Begins an outcome; the same receipt again changes nothing.
-- $outcome: its public id. $receipt: made by the page. $workshop: where it was said.
-- $body: what is written, as JSON. $author: the account. $moment: now.
insert into outcome (
    outcome_id, receipt, workshop, state, body, author, stamp, version, created_at, updated_at
)
values ($outcome, $receipt, $workshop, 'draft', $body, $author, 1, 0, $moment, $moment)
on conflict do nothing
