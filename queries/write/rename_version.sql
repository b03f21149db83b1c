-- Gives a renamed practice its versions, all versions as they were signed.
-- $practice_id: its former number. $number: its number now.
insert into practice_version by name
select * replace ($number as practice_id)
from practice_version
where practice_id = $practice_id
