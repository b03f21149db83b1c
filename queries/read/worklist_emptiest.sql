-- One row a public practice that leaves fields open, the emptiest first; a page of them.
-- The fields are those of rules.filled; a city and a source it always has.
-- $language: of titles and names. $skip, $take: how many are passed over and given.
with written as (
    select
        practice_id,
        version,
        count(title) > 0 as title,
        count(summary) > 0 as summary,
        count(challenge) > 0 as challenge,
        count(approach) > 0 as approach,
        count(results) > 0 as results
    from practice_text
    group by practice_id, version
),

unknown as (
    select number
    from code
    where dim = 'status' and slug = 'unknown'
),

looked_at as (
    select
        practice.practice_id,
        [
            case when not written.title then 'title' end,
            case when not written.summary then 'summary' end,
            case when not written.challenge then 'challenge' end,
            case when not written.approach then 'approach' end,
            case when not written.results then 'results' end,
            case when practice_version.topics = 0 then 'topics' end,
            case when practice_version.audiences = 0 then 'audiences' end,
            case when practice_version.status = unknown.number then 'status' end,
            case when practice_version.start_year is null then 'start_year' end,
            case when practice_version.lead is null then 'lead' end,
            case when partner.practice_id is null then 'partners' end,
            case when figure.practice_id is null then 'figures' end,
            case when source.practice_id is null then 'sources' end
        ] as fields
    from practice
    inner join practice_version
        on
            practice.practice_id = practice_version.practice_id
            and practice.published_version = practice_version.version
    inner join written
        on
            practice.practice_id = written.practice_id
            and practice.published_version = written.version
    cross join unknown
    left join partner
        on
            practice.practice_id = partner.practice_id
            and practice.published_version = partner.version
            and partner.position = 1
    left join figure
        on
            practice.practice_id = figure.practice_id
            and practice.published_version = figure.version
            and figure.position = 1
    left join source
        on
            practice.practice_id = source.practice_id
            and practice.published_version = source.version
            and source.position = 1
    where practice.state = 'published'
),

open_in as (
    select
        practice_id,
        list_filter(fields, lambda field: field is not null) as open_fields
    from looked_at
),

waiting as (
    select
        practice_id,
        open_fields,
        count(*) over () as total
    from open_in
    where len(open_fields) > 0
    order by len(open_fields) desc, practice_id asc
    limit $take offset $skip
)

select
    card.slug,
    card.title,
    card.title_language,
    card.city,
    waiting.open_fields,
    waiting.total
from waiting
inner join card on waiting.practice_id = card.practice_id and card.language = $language
order by len(waiting.open_fields) desc, waiting.practice_id asc
