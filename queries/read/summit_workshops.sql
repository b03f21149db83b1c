-- One row a workshop of any summit, the newest summit first, in the order they were held.
-- With all that the released files tell of it, as JSON.
select
    workshop.workshop,
    workshop.summit,
    workshop.topic,
    workshop.held_on,
    workshop.body
from workshop
inner join summit on workshop.summit = summit.summit
order by summit.starts desc, workshop.held_on asc, workshop.workshop asc
