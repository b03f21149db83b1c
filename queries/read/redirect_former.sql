-- One row an id under which a practice was known before, the one it lost last first; `merged` says
-- that it was another practice, which became part of this one.
-- $slug: its id of now.
with recursive way as (
    select
        slug,
        made_at,
        1 as step
    from redirect
    where to_slug = $slug and ended_at is null
    union all
    select
        redirect.slug,
        redirect.made_at,
        way.step + 1 as step
    from way
    inner join redirect on way.slug = redirect.to_slug
    where redirect.ended_at is null and way.step < 100
)

select
    way.slug,
    way.made_at,
    coalesce(practice.state <> 'renamed', false) as merged
from way
left join practice on way.slug = practice.slug
order by way.made_at desc, way.slug asc
