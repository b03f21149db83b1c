-- Gives a renamed practice its partners, all versions as they were signed.
-- $practice_id: its former number. $number: its number now.
insert into partner by name
select * replace ($number as practice_id)
from partner
where practice_id = $practice_id
