-- One row a public version of a practice, newest first: when it was first published, and by whose
-- office.
-- $slug: the practice. $version: the public one; later ones are not yet public.
select
    version,
    min(occurred_at) as published_at,
    arg_min(role, audit_id) as role
from audit
where
    entity = 'practice'
    and entity_id = $slug
    and to_state = 'published'
    and version <= $version
group by version
order by version desc
