-- One row: the salt of a day, if it was made and the day is not over.
-- $day: which one.
select salt
from day_salt
where day = $day
order by day
