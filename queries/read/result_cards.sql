-- One row a practice of a page: its codes as numbers and its texts in one language.
-- $ids: the practices of the page. $language: the reader's.
select
    facet.practice_id,
    card.slug,
    city.slug as city_slug,
    card.city,
    city.country,
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
    card.title,
    card.title_language,
    card.summary,
    card.summary_language
from facet
inner join card on facet.practice_id = card.practice_id
inner join city on facet.city_id = city.city_id
where
    facet.practice_id in (select unnest($ids::integer[]))
    and card.practice_id in (select unnest($ids::integer[]))
    and card.language = $language
order by facet.practice_id
