-- One row a published version of a practice, the newest first: who wrote it, who signed it, when.
-- $slug: which.
select
    practice_version.version,
    practice_version.author as written_by,
    audit.actor as signed_by,
    audit.role,
    audit.occurred_at as published_at,
    practice_version.change_note as note,
    audit.action
from practice
inner join practice_version on practice.practice_id = practice_version.practice_id
inner join audit
    on
        audit.entity = 'practice'
        and practice.slug = audit.entity_id
        and practice_version.version = audit.version
        and audit.to_state = 'published'
        and audit.action <> 'move'
where practice.slug = $slug
order by practice_version.version desc
