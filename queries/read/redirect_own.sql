-- One row a practice that was given another id: the former, the next one, and until when it bore
-- the former; the first to be renamed first.
select
    redirect.slug,
    redirect.to_slug,
    redirect.made_at
from redirect
inner join practice on redirect.slug = practice.slug
where redirect.ended_at is null and practice.state = 'renamed'
order by redirect.made_at asc, redirect.slug asc
