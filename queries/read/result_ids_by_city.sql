-- One row a practice that matches, by the city's name in the reader's language; a page of them.
-- $skip, $take: how many are passed over and how many are given. $language: the reader's.
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
),

-- Names are sorted once a city: accents beside their letter, as people look them up.
place as (
    select
        city_name.city_id,
        row_number() over (
            order by icu_sort_key(city_name.name, $language), city_name.name, city_name.city_id
        ) as place
    from city_name
    where
        city_name.language = $language
        and city_name.city_id in (select matching_practice.city_id from matching_practice)
)

select matching_practice.practice_id
from matching_practice
inner join place on matching_practice.city_id = place.city_id
order by
    place.place asc,
    matching_practice.published_at desc,
    matching_practice.start_year desc nulls last,
    matching_practice.practice_id asc
limit $take offset $skip
