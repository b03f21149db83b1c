-- One row a published practice of one city, in the order of themes, then newest start first.
-- $city_id: the city. $language: of the words.
select
    card.slug,
    card.title,
    card.title_language,
    card.summary,
    card.summary_language,
    facet.main_theme,
    facet.themes,
    facet.evidence,
    facet.status,
    facet.start_year
from card
inner join facet on card.practice_id = facet.practice_id
where card.city_id = $city_id and card.language = $language
order by facet.main_theme asc, facet.start_year desc nulls last, card.slug asc
