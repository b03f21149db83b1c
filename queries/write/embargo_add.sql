-- Adds a sealing.
-- $embargo_id: its id. $receipt: the submission. $opens_at: when it opens. $zone: the time zone in
-- which that was meant. $account, $role: who signs. $moment: now. $note: the reviewer's words.
insert into embargo (
    embargo_id, receipt, opens_at, zone, sealed_by, role, sealed_at, note
)
values ($embargo_id, $receipt, $opens_at, $zone, $account, $role, $moment, $note)
