-- One row: the number of practices that match.
-- $hits: the practices a search found, one bit an id, or null. $themes, $topics, $audiences,
-- $regions, $sizes, $summits, $instruments, $statuses, $evidence: bit masks; 0 restricts nothing.
-- $countries, $cities: lists of numbers; an empty one restricts nothing. $since, $until, $figures,
-- $results: null restricts nothing.
with matching_practice as (
    select *
    from matching(
        $hits, $themes, $topics, $audiences, $countries, $regions, $cities, $sizes, $summits,
        $instruments, $statuses, $evidence, $since, $until, $figures, $results
    )
)

select count(*) as practices
from matching_practice
order by practices
