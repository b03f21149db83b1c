-- One row a practice near to those of a comparison and not among them, the nearest first.
-- $ids: the practices compared. $language: of the words. $most: how many.
with near as (
    select
        practice_similar.other_id as practice_id,
        sum(practice_similar.score) as score
    from practice_similar
    where
        list_contains($ids::integer[], practice_similar.practice_id)
        and not list_contains($ids::integer[], practice_similar.other_id)
    group by practice_similar.other_id
)

select
    card.slug,
    city.slug as city_slug,
    card.city,
    card.title,
    card.title_language
from near
inner join card on near.practice_id = card.practice_id and card.language = $language
inner join city on card.city_id = city.city_id
order by near.score desc, card.slug asc
limit $most
