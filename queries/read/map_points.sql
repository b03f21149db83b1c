-- One row a city with practices that match: how many, and how many by main theme.
-- $hits: the practices a search found, one bit an id, or null. $themes, $topics, $audiences,
-- $regions, $sizes, $summits, $instruments, $statuses, $evidence: bit masks; 0 restricts nothing.
-- $countries, $cities: lists of numbers; an empty one restricts nothing. $since, $until, $figures,
-- $results: null restricts nothing.
select
    city_id,
    count(*) as practices,
    count(*) filter (where main_theme = 0) as cohesion,
    count(*) filter (where main_theme = 1) as integration,
    count(*) filter (where main_theme = 2) as security
from
    matching(
        $hits, $themes, $topics, $audiences, $countries, $regions, $cities, $sizes, $summits,
        $instruments, $statuses, $evidence, $since, $until, $figures, $results
    )
group by city_id
order by city_id
