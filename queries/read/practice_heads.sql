-- One row a practice: its slug, number, latest and public version, its state, that latest version's
-- author, and the fingerprints of everything releases ever said of it.
with told as (
    select
        practice_id,
        list(sha256) as released
    from practice_version
    where author = 'release'
    group by practice_id
)

select
    practice.slug,
    practice.practice_id,
    practice.latest_version,
    practice.published_version,
    practice.state,
    practice_version.author,
    coalesce(told.released, []) as released
from practice
inner join practice_version
    on
        practice.practice_id = practice_version.practice_id
        and practice.latest_version = practice_version.version
left join told on practice.practice_id = told.practice_id
order by practice.slug
