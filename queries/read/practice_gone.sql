-- One row a practice that was public and left the lists: its last codes and its city, for feeds
-- that tell so to whoever followed it.
select
    practice.practice_id,
    city.slug as city,
    city.country,
    city.region,
    city.size,
    practice_version.themes,
    practice_version.topics,
    practice_version.audiences,
    practice_version.instrument,
    practice_version.status,
    practice_version.evidence
from practice
inner join practice_version
    on
        practice.practice_id = practice_version.practice_id
        and practice.published_version = practice_version.version
inner join city on practice.city_id = city.city_id
where practice.state in ('retired', 'withdrawn')
order by practice.practice_id
