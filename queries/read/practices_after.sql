-- One row a practice that matches and stands after a place in an order: its number, and its own
-- place, from which the next page goes on. Equal ones stand as on the dashboard's pages.
-- $sort: relevance, newest, city, evidence or id. $language: of the cities' names.
-- $take: how many. $first: whether to begin at the beginning. $lead_number, $lead_word, $moment,
-- $year, $practice: the place after which to begin, all rising.
-- The table scored holds the hits with their scores; without a search it is empty.
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

placed as (
    select
        matching_practice.practice_id,
        practice.slug,
        matching_practice.evidence,
        matching_practice.published_at,
        matching_practice.start_year,
        -- A blank sorts before all that a sort key is made of: one name is never inside another.
        icu_sort_key(city_name.name, $language)
        || ' ' || city_name.name || ' ' || lpad(city_name.city_id::varchar, 10, '0') as city,
        coalesce(scored.score, 0) as score
    from matching_practice
    inner join practice on matching_practice.practice_id = practice.practice_id
    inner join city_name
        on matching_practice.city_id = city_name.city_id and city_name.language = $language
    left join scored on matching_practice.practice_id = scored.practice_id
),

ordered as (
    select
        practice_id,
        -- Numbers of codes are unsigned: below zero only once they are wider.
        case $sort
            when 'relevance' then -score when 'evidence' then -(evidence::double) else 0
        end::double as lead_number,
        case $sort when 'city' then city when 'id' then slug else '' end as lead_word,
        if($sort = 'id', 0, -epoch_us(published_at)) as moment,
        if($sort = 'id', 0, -coalesce(start_year::bigint, 0)) as year
    from placed
)

select
    practice_id,
    lead_number,
    lead_word,
    moment,
    year
from ordered
where
    $first
    or row(lead_number, lead_word, moment, year, practice_id)
    > row(
        $lead_number::double, $lead_word::varchar, $moment::bigint, $year::bigint, $practice::bigint
    )
order by lead_number, lead_word, moment, year, practice_id
limit $take
