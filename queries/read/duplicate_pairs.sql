-- One row a pair of published practices near in meaning, each with its city, the nearest first.
-- $closeness: from where on. $language: of the titles.
with pair as (
    select
        least(practice_id, other_id) as first_id,
        greatest(practice_id, other_id) as second_id,
        max(closeness) as closeness
    from practice_similar
    where closeness >= $closeness
    group by first_id, second_id
)

select
    one.slug as first_slug,
    one.title as first_title,
    one.title_language as first_language,
    one.city_id as first_city,
    one.city as first_city_name,
    other.slug as second_slug,
    other.title as second_title,
    other.title_language as second_language,
    other.city_id as second_city,
    other.city as second_city_name,
    pair.first_id,
    pair.second_id,
    pair.closeness
from pair
inner join card as one on pair.first_id = one.practice_id and one.language = $language
inner join card as other on pair.second_id = other.practice_id and other.language = $language
order by pair.closeness desc, pair.first_id asc, pair.second_id asc
