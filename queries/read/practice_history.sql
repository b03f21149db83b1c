-- One row a publication of a practice, newest first: which version, when, by whose office.
-- $slug: the practice. $version: the published one; later ones are not yet public.
select
    version,
    occurred_at,
    role
from audit
where
    entity = 'practice'
    and entity_id = $slug
    and to_state = 'published'
    and version <= $version
order by version desc, audit_id desc
