-- One row a practice to be shown under its city: the first few of each city, in the order asked.
-- $language: of the words. $most: how many of each city.
-- asked: a table of the practices that answer the problem, each with its place in their order.
select
    city.slug as city,
    card.slug,
    card.title,
    card.title_language,
    facet.main_theme,
    facet.evidence,
    facet.start_year
from asked
inner join facet on asked.practice_id = facet.practice_id
inner join card on asked.practice_id = card.practice_id and card.language = $language
inner join city on facet.city_id = city.city_id
qualify row_number() over (partition by facet.city_id order by asked.place) <= $most
order by asked.place
