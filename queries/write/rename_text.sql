-- Gives a renamed practice its texts, all versions as they were signed.
-- $practice_id: its former number. $number: its number now.
insert into practice_text by name
select * replace ($number as practice_id)
from practice_text
where practice_id = $practice_id
