-- One row a thing that was done to an account, the latest first.
-- $account: whose.
select
    occurred_at,
    actor,
    action,
    coalesce(note, '') as note
from audit
where entity = 'account' and entity_id = $account
order by audit_id desc
