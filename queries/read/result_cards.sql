-- One row a practice of a page: its codes as numbers and its texts in one language.
-- $ids: the practices of the page. $language: the reader's.
with wanted as (
    select unnest($ids::integer[]) as practice_id
)

select
    facet.practice_id,
    facet.city_id,
    facet.main_theme,
    facet.themes,
    facet.topics,
    facet.audiences,
    facet.instrument,
    facet.status,
    facet.evidence,
    facet.start_year,
    facet.has_figures,
    facet.has_results,
    card.slug,
    card.title,
    card.title_language,
    card.summary,
    card.summary_language
from wanted
inner join facet on wanted.practice_id = facet.practice_id
inner join card on wanted.practice_id = card.practice_id and card.language = $language
order by facet.practice_id
