-- One row a version of a practice that anybody may read, published or retired: which of them is the
-- public one.
select
    practice.slug,
    practice_version.version,
    practice.state,
    practice_version.version = practice.published_version as newest
from practice
inner join practice_version
    on
        practice.practice_id = practice_version.practice_id
        and practice.published_version >= practice_version.version
where practice.state in ('published', 'retired')
order by practice.slug, practice_version.version
