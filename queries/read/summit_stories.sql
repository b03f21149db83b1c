-- One row a summit, the newest first: all that the released files tell of it, as JSON.
select
    summit.summit,
    summit_story.body
from summit
inner join summit_story on summit.summit = summit_story.summit
order by summit.starts desc, summit.summit asc
