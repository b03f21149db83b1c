-- Fills the texts of cards: one row a published practice and language; a text that is missing
-- in one language comes from English, else from any, and the row says which.
-- $practice_id: one practice only, or 0 for all.
insert into card
with language as (
    select unnest(['fr', 'en', 'de', 'es']) as language
),

public_text as (
    select practice_text.*
    from practice_text
    inner join practice
        on
            practice_text.practice_id = practice.practice_id
            and practice_text.version = practice.published_version
    where practice.state = 'published' and ($practice_id = 0 or practice.practice_id = $practice_id)
),

any_text as (
    select
        practice_id,
        arg_min(language, case language when 'en' then 0 when 'fr' then 1 else 2 end)
        filter (where title is not null) as title_language,
        arg_min(language, case language when 'en' then 0 when 'fr' then 1 else 2 end)
        filter (where summary is not null) as summary_language
    from public_text
    group by practice_id
)

select
    practice.practice_id,
    language.language,
    practice.slug,
    practice.city_id,
    city_name.name as city,
    coalesce(own.title, other_title.title) as title,
    case when own.title is null then any_text.title_language else language.language end
        as title_language,
    coalesce(own.summary, other_summary.summary) as summary,
    case when own.summary is null then any_text.summary_language else language.language end
        as summary_language
from practice
cross join language
inner join any_text on practice.practice_id = any_text.practice_id
inner join city_name
    on practice.city_id = city_name.city_id and language.language = city_name.language
left join public_text as own
    on practice.practice_id = own.practice_id and language.language = own.language
left join public_text as other_title
    on
        practice.practice_id = other_title.practice_id
        and any_text.title_language = other_title.language
left join public_text as other_summary
    on
        practice.practice_id = other_summary.practice_id
        and any_text.summary_language = other_summary.language
where practice.state = 'published' and ($practice_id = 0 or practice.practice_id = $practice_id)
order by language.language, practice.practice_id
