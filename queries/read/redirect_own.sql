-- One row an id that another took the place of, but not by a merger: the former, the next one, and
-- since when; `borne` says that the practice bore it here. The first to be renamed first.
select
    redirect.slug,
    redirect.to_slug,
    redirect.made_at,
    practice.slug is not null as borne
from redirect
left join practice on redirect.slug = practice.slug
where redirect.ended_at is null and (practice.slug is null or practice.state = 'renamed')
order by redirect.made_at asc, redirect.slug asc
