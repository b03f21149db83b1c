-- One row a code of a list with a theme, or with any (theme null): the number of practices that carry both.
-- The table chosen holds the practices counted.
with counted as (
    select facet.*
    from facet
    inner join chosen on facet.practice_id = chosen.practice_id
),

carried as (
    select
        counted.practice_id,
        counted.themes,
        code.dim,
        code.slug
    from counted
    inner join code
        on (code.dim = 'region' and counted.region = code.number)
        or (code.dim = 'evidence' and counted.evidence = code.number)
        or (code.dim = 'theme' and ((counted.themes >> code.number) & 1) = 1)
        or (code.dim = 'topic' and ((counted.topics >> code.number) & 1) = 1)
        or (code.dim = 'audience' and ((counted.audiences >> code.number) & 1) = 1)
)

select
    carried.dim,
    carried.slug as code,
    theme.slug as theme,
    count(distinct carried.practice_id) as practices
from carried
inner join code as theme
    on theme.dim = 'theme' and ((carried.themes >> theme.number) & 1) = 1
group by grouping sets ((carried.dim, carried.slug, theme.slug), (carried.dim, carried.slug))
order by carried.dim, carried.slug, theme.slug
