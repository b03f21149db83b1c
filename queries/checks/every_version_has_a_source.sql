-- A version without a source.
select
    practice_version.practice_id,
    practice_version.version
from practice_version
left join source
    on
        practice_version.practice_id = source.practice_id
        and practice_version.version = source.version
where source.url is null
order by practice_version.practice_id, practice_version.version
