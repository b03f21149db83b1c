-- A practice that is called similar to itself.
select practice_id
from practice_similar
where practice_id = other_id
order by practice_id
