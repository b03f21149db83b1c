-- One row a practice that matches, the newest first; a page of them.
-- $skip, $take: how many are passed over and how many are given.
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

select matching_practice.practice_id
from matching_practice
order by
    matching_practice.published_at desc,
    matching_practice.start_year desc nulls last,
    matching_practice.practice_id asc
limit $take offset $skip
