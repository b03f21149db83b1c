-- Gives a renamed practice its figures, all versions as they were signed.
-- $practice_id: its former number. $number: its number now.
insert into figure by name
select * replace ($number as practice_id)
from figure
where practice_id = $practice_id
