-- One row a code with a theme, or with any theme (null): the practices that carry both.
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
    inner join code on case code.dim
        when 'region' then counted.region = code.number
        when 'evidence' then counted.evidence = code.number
        when 'theme' then ((counted.themes >> code.number) & 1) = 1
        when 'topic' then ((counted.topics >> code.number) & 1) = 1
        when 'audience' then ((counted.audiences >> code.number) & 1) = 1
        else false
    end
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
