-- One row a practice: its slug, id, latest version, that version's author and fingerprint.
select
    practice.slug,
    practice.practice_id,
    practice.latest_version,
    practice_version.author,
    practice_version.sha256
from practice
inner join practice_version
    on
        practice.practice_id = practice_version.practice_id
        and practice.latest_version = practice_version.version
order by practice.slug
