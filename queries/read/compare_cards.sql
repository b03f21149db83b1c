-- One row a published practice that may be added to a comparison, in the order asked.
-- $ids: the practices. $language: of the words.
select
    card.slug,
    city.slug as city_slug,
    card.city,
    card.title,
    card.title_language
from card
inner join city on card.city_id = city.city_id
where card.language = $language and list_contains($ids::integer[], card.practice_id)
order by list_position($ids::integer[], card.practice_id)
