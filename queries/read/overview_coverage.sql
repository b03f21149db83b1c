-- One row a theme, a topic and a region that practices bring together, with their number.
-- The table chosen holds the practices counted.
select
    theme.slug as theme,
    topic.slug as topic,
    region.slug as region,
    count(*) as practices
from facet
inner join chosen on facet.practice_id = chosen.practice_id
inner join code as theme
    on theme.dim = 'theme' and ((facet.themes >> theme.number) & 1) = 1
inner join code as topic
    on topic.dim = 'topic' and ((facet.topics >> topic.number) & 1) = 1
inner join code as region on region.dim = 'region' and facet.region = region.number
group by theme.slug, topic.slug, region.slug
order by theme.slug, topic.slug, region.slug
