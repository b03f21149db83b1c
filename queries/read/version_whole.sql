-- One row: a version of one practice, as it was signed.
-- $slug: the practice. $version: which; null gives the public one, or else the latest.
select
    practice.practice_id,
    practice.city_id,
    practice_version.version,
    practice_version.original_language,
    practice_version.main_theme,
    practice_version.themes,
    practice_version.topics,
    practice_version.audiences,
    practice_version.instrument,
    practice_version.status,
    practice_version.evidence,
    practice_version.start_year,
    practice_version.end_year,
    practice_version.lead
from practice
inner join practice_version
    on
        practice.practice_id = practice_version.practice_id
        and practice_version.version
        = coalesce($version, practice.published_version, practice.latest_version)
where practice.slug = $slug
order by practice.practice_id
