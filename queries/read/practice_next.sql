-- One row: the version that took the place of another, and when it was published; none for the
-- newest.
-- $slug: the practice. $version: the earlier one. $latest: the public one; later ones are not yet.
select
    version,
    min(occurred_at) as published_at,
    arg_min(role, audit_id) as role
from audit
where
    entity = 'practice'
    and entity_id = $slug
    and to_state = 'published'
    and version > $version
    and version <= $latest
group by version
order by version asc
limit 1
