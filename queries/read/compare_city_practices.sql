-- One row a published practice of the cities to be compared, oldest start first, the undated last.
-- $slugs: the cities. $language: of the words.
select
    city.slug as city,
    card.slug,
    card.title,
    card.title_language,
    facet.main_theme,
    facet.themes,
    facet.topics,
    facet.audiences,
    facet.instrument,
    facet.evidence,
    facet.start_year
from facet
inner join city on facet.city_id = city.city_id
inner join card on facet.practice_id = card.practice_id and card.language = $language
where list_contains($slugs::varchar[], city.slug)
order by city.slug, facet.start_year nulls last, card.slug
