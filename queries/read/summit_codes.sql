-- One row a summit, in the order of their numbers: all that is told of it, as JSON.
select summit_story.body
from code
inner join summit_story on code.slug = summit_story.summit
where code.dim = 'summit'
order by code.number
