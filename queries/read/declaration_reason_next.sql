-- One row: the number that the next words of a city on a point get.
-- $summit, $point, $city: which.
select coalesce(max(number), 0) + 1 as number
from declaration_reason
where summit = $summit and point = $point and city = $city
order by number
