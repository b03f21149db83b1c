-- One row: when the store was made, by which one is told from another, and the number of the last
-- line of its log.
select
    (select min(schema_migration.applied_at) from schema_migration) as born,
    coalesce(max(audit.audit_id), 0) as last
from audit
order by last
