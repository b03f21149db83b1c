-- One row an address of a source of a public practice: those never checked first, then those
-- checked longest ago.
with checked as (
    select
        url,
        max(checked_at) as checked_at
    from link_check
    group by url
)

select source.url
from source
inner join practice
    on
        source.practice_id = practice.practice_id
        and source.version = practice.published_version
left join checked on source.url = checked.url
where practice.state = 'published'
group by source.url
order by max(checked.checked_at) asc nulls first, source.url asc
