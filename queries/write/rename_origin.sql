-- Gives a renamed practice its origins of texts, all versions as they were signed.
-- $practice_id: its former number. $number: its number now.
insert into text_origin by name
select * replace ($number as practice_id)
from text_origin
where practice_id = $practice_id
