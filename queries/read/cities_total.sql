-- One row: the number of cities that match.
-- $countries: a list of numbers; an empty one restricts nothing. $regions, $sizes, $summits: bit
-- masks; 0 restricts nothing.
with taken_part as (
    select
        summit_city.city_id,
        bit_or(1::bigint << code.number) as summits
    from summit_city
    inner join code on code.dim = 'summit' and summit_city.summit = code.slug
    where summit_city.took_part
    group by summit_city.city_id
)

select count(*) as cities
from city
inner join code as country on country.dim = 'country' and city.country = country.slug
inner join code as region on region.dim = 'region' and city.region = region.slug
inner join code as size on size.dim = 'size' and city.size = size.slug
left join taken_part on city.city_id = taken_part.city_id
where
    listed(country.number, $countries)
    and chosen(region.number, $regions)
    and chosen(size.number, $sizes)
    and shared(coalesce(taken_part.summits, 0), $summits)
order by cities
