-- Adds a practice under a new id that stands as another does.
-- $practice_id: the other's number. $number: its own. $slug: its id. $moment: now.
insert into practice by name
select * replace ($number as practice_id, $slug as slug, $moment as updated_at)
from practice
where practice_id = $practice_id
