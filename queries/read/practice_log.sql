-- One row a thing done to a practice or to a submission about it, the newest first.
-- $slug: the practice. $sealed: whether what is sealed is told too, and what was and came back.
select
    audit.occurred_at,
    audit.actor,
    audit.role,
    audit.action,
    audit.version,
    audit.from_state,
    audit.to_state,
    audit.note
from audit
left join submission on audit.entity = 'submission' and audit.entity_id = submission.receipt
left join practice on submission.practice_id = practice.practice_id
where
    (audit.entity = 'practice' and audit.entity_id = $slug)
    or (
        audit.entity = 'submission'
        and practice.slug = $slug
        and (
            $sealed
            or submission.state = 'published'
            or not exists (
                select 1
                from embargo
                where embargo.receipt = submission.receipt
            )
        )
    )
order by audit.audit_id desc
