-- Gives a renamed practice its sources, all versions as they were signed.
-- $practice_id: its former number. $number: its number now.
insert into source by name
select * replace ($number as practice_id)
from source
where practice_id = $practice_id
