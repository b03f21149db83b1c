-- One row: where a public id that was renamed or merged lives now; none where it never moved.
-- $slug: the old id.
with recursive way as (
    select
        to_slug,
        1 as step
    from redirect
    where slug = $slug and ended_at is null
    union all
    select
        redirect.to_slug,
        way.step + 1 as step
    from way
    inner join redirect on way.to_slug = redirect.slug
    where redirect.ended_at is null and way.step < 100
)

select to_slug
from way
order by step desc
limit 1
