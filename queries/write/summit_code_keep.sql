-- Gives one summit the next number; one that has its number keeps it.
-- $summit: its id.
insert into code (dim, number, slug)
select
    'summit' as dim,
    coalesce(max(number) + 1, 0) as number,
    $summit as slug
from code
where dim = 'summit'
having not coalesce(bool_or(slug = $summit), false)
