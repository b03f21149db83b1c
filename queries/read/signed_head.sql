-- One row: a version of a practice that is or was public, when it was signed, and its city.
-- $slug: the practice; a withdrawn one gives no row. $version: which; null gives the public one.
select
    practice_version.version,
    practice_version.created_at,
    city.slug as city,
    city.country
from practice
inner join practice_version
    on
        practice.practice_id = practice_version.practice_id
        and practice_version.version = coalesce($version, practice.published_version)
        and practice.published_version >= practice_version.version
inner join city on practice.city_id = city.city_id
where practice.slug = $slug and practice.state in ('published', 'retired')
order by practice.practice_id
