-- A text, figure, source or partner whose version does not exist.
with part as (
    select
        practice_id,
        version
    from practice_text
    union
    select
        practice_id,
        version
    from figure
    union
    select
        practice_id,
        version
    from source
    union
    select
        practice_id,
        version
    from partner
)

select
    part.practice_id,
    part.version
from part
left join practice_version
    on
        part.practice_id = practice_version.practice_id
        and part.version = practice_version.version
where practice_version.version is null
order by part.practice_id, part.version
