-- One row a practice that has neighbours: the score of its farthest one, and whether a certain
-- practice is among them (1 or 0).
-- $practice_id: that practice.
select
    practice_id,
    min(score) as weakest,
    max(case when other_id = $practice_id then 1 else 0 end) as lost
from practice_similar
where practice_id <> $practice_id
group by practice_id
order by practice_id
