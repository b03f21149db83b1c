-- One row a public practice of a city that signed the declaration of a summit.
-- $summit: whose. $language: of the title.
select
    facet.practice_id,
    city.slug as city,
    card.slug,
    card.title,
    card.title_language,
    facet.evidence
from facet
inner join city on facet.city_id = city.city_id
inner join summit_city
    on summit_city.summit = $summit and city.city_id = summit_city.city_id and summit_city.signed
inner join card on facet.practice_id = card.practice_id and card.language = $language
order by facet.practice_id
