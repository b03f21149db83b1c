-- One row, or none: the office that last signed an answer of a city.
-- $city: the city's slug.
select office
from answer
where city = $city and house is null
order by answered_at desc, version desc
limit 1
