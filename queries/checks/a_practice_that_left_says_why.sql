-- A retired or withdrawn practice of which nobody has said why.
select practice.slug
from practice
left join audit
    on
        audit.entity = 'practice'
        and practice.slug = audit.entity_id
        and practice.state = audit.to_state
        and audit.note is not null
where practice.state in ('retired', 'withdrawn')
group by practice.slug
having count(audit.audit_id) = 0
order by practice.slug
