-- One row, if a practice is public: its city, and whether that city signed a declaration.
-- $summit: whose. $slug: the practice.
select
    city.slug as city,
    coalesce(summit_city.signed, false) as signed
from practice
inner join city on practice.city_id = city.city_id
left join summit_city
    on practice.city_id = summit_city.city_id and summit_city.summit = $summit
where practice.slug = $slug and practice.state = 'published'
order by city.slug
