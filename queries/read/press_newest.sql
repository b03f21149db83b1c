-- One row a published practice, the newest first.
-- $theme: a bit mask of themes; 0 restricts nothing. $language: of title and city's name.
-- $most: at most so many.
select
    card.slug,
    card.title,
    card.title_language,
    card.city,
    city.slug as city_slug,
    city.country,
    facet.main_theme,
    facet.evidence,
    facet.start_year
from facet
inner join card on facet.practice_id = card.practice_id and card.language = $language
inner join city on facet.city_id = city.city_id
where $theme = 0 or (facet.themes & $theme) <> 0
order by facet.published_at desc, facet.start_year desc nulls last, card.slug asc
limit $most
