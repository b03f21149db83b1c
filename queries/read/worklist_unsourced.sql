-- One row a public practice with figures that name no source, or without any source at all; those
-- without come first, then the most figures; a page of them.
-- $language: of titles and names. $skip, $take: how many are passed over and given.
with numbers as (
    select
        practice_id,
        version,
        count(*) as figures,
        count(*) - count(source_position) as untied
    from figure
    group by practice_id, version
),

read_on as (
    select
        practice_id,
        version,
        count(*) as sources
    from source
    group by practice_id, version
),

waiting as (
    select
        practice.practice_id,
        coalesce(numbers.figures, 0) as figures,
        coalesce(numbers.untied, 0) as untied,
        coalesce(read_on.sources, 0) as sources,
        count(*) over () as total
    from practice
    left join numbers
        on
            practice.practice_id = numbers.practice_id
            and practice.published_version = numbers.version
    left join read_on
        on
            practice.practice_id = read_on.practice_id
            and practice.published_version = read_on.version
    where
        practice.state = 'published' and (read_on.practice_id is null or numbers.untied > 0)
    order by
        read_on.practice_id is null desc, coalesce(numbers.untied, 0) desc, practice.practice_id asc
    limit $take offset $skip
)

select
    card.slug,
    card.title,
    card.title_language,
    card.city,
    waiting.figures,
    waiting.untied,
    waiting.sources,
    waiting.total
from waiting
inner join card on waiting.practice_id = card.practice_id and card.language = $language
order by waiting.sources = 0 desc, waiting.untied desc, waiting.practice_id asc
