-- One row at most: why a submission last came back or was not taken in, who said so, and when.
-- $receipt: which.
select
    to_state as state,
    note as reason,
    actor,
    role,
    occurred_at
from audit
where
    entity = 'submission'
    and entity_id = $receipt
    and to_state in ('changes_requested', 'rejected')
    and note is not null
order by audit_id desc
limit 1
