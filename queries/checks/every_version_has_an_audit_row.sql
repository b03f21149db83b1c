-- A version that nobody signed: no row of the audit tells of it.
select
    practice.slug,
    practice_version.version
from practice_version
inner join practice on practice_version.practice_id = practice.practice_id
left join audit
    on
        audit.entity = 'practice'
        and practice.slug = audit.entity_id
        and practice_version.version = audit.version
where audit.audit_id is null
order by practice.slug, practice_version.version
