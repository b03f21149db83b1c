-- One row a practice that matches, the best answer to the search first; a page of them.
-- $skip, $take: how many are passed over and how many are given.
-- The table scored holds the hits with their scores.
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
inner join scored on matching_practice.practice_id = scored.practice_id
order by
    scored.score desc,
    matching_practice.published_at desc,
    matching_practice.start_year desc nulls last,
    matching_practice.practice_id asc
limit $take offset $skip
