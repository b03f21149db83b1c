-- Tells the log of a practice again under its new id, line by line as it was.
-- $slug: its former id. $new_slug: its id now.
insert into audit by name
select
    audit.occurred_at,
    audit.actor,
    audit.role,
    audit.action,
    audit.entity,
    $new_slug as entity_id,
    audit.version,
    audit.from_state,
    audit.to_state,
    audit.note,
    replace(uuid()::varchar, '-', '') as request_id
from audit
where audit.entity = 'practice' and audit.entity_id = $slug
order by audit.audit_id
