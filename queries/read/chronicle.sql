-- One row a thing that happened in public to a practice, the newest first: its text was published
-- or corrected, or it was withdrawn, retired or brought back, with the reason given for that.
-- Of a withdrawn one only what became of it is told, not when its texts changed.
-- $ids: only these practices; null is all. $kinds: only these things. $moment: nothing before it.
-- $most: at most so many.
with new_text as (
    select
        practice.practice_id,
        practice_version.version,
        practice_version.created_at as moment,
        if(practice_version.version = 1, 'published', 'corrected') as kind,
        null::varchar as reason,
        0 as line
    from practice
    inner join practice_version
        on
            practice.practice_id = practice_version.practice_id
            and practice.published_version >= practice_version.version
    where practice.state in ('published', 'retired')
),

moved as (
    select
        practice.practice_id,
        audit.version,
        audit.occurred_at as moment,
        if(audit.to_state = 'published', 'brought_back', audit.to_state) as kind,
        audit.note as reason,
        audit.audit_id as line
    from audit
    inner join practice on audit.entity_id = practice.slug
    where
        audit.entity = 'practice'
        and practice.state in ('published', 'retired', 'withdrawn')
        and (
            audit.to_state in ('withdrawn', 'retired')
            or (audit.to_state = 'published' and audit.from_state in ('withdrawn', 'retired'))
        )
),

told as (
    select * from new_text
    union all
    select * from moved
)

select
    told.practice_id,
    practice.slug,
    told.kind,
    told.version,
    told.moment,
    told.reason
from told
inner join practice on told.practice_id = practice.practice_id
where
    list_contains($kinds, told.kind)
    and ($moment::timestamp is null or told.moment >= $moment::timestamp)
    and (
        $ids::integer[] is null
        or told.practice_id in (select unnest($ids::integer[]) as practice_id)
    )
order by told.moment desc, told.line desc, told.version desc, practice.slug desc
limit $most
