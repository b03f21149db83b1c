-- One row a filter that alone keeps practices out: how many. Those that match have no name.
-- $hits: the practices a search found, one bit an id, or null. $themes, $topics, $audiences,
-- $regions, $sizes, $summits, $instruments, $statuses, $evidence: bit masks; 0 restricts nothing.
-- $countries, $cities: lists of numbers; an empty one restricts nothing. $since, $until, $figures,
-- $results: null restricts nothing.
with fitted as (
    select *
    from fitting(
        $hits, $themes, $topics, $audiences, $countries, $regions, $cities, $sizes, $summits,
        $instruments, $statuses, $evidence, $since, $until, $figures, $results
    )
),

-- A year that is not stated fits neither since nor until: null counts as not fitting.
missed as (
    select
        case
            when query_fits is not true then 'query'
            when themes_fit is not true then 'themes'
            when topics_fit is not true then 'topics'
            when audiences_fit is not true then 'audiences'
            when countries_fit is not true then 'countries'
            when regions_fit is not true then 'regions'
            when cities_fit is not true then 'cities'
            when sizes_fit is not true then 'sizes'
            when summits_fit is not true then 'summits'
            when instruments_fit is not true then 'instruments'
            when statuses_fit is not true then 'statuses'
            when evidence_fit is not true then 'evidence'
            when since_fits is not true then 'since'
            when until_fits is not true then 'until'
            when figures_fit is not true then 'figures'
            when results_fit is not true then 'results'
            else ''
        end as field,
        (query_fits is not true)::utinyint
        + (themes_fit is not true)::utinyint
        + (topics_fit is not true)::utinyint
        + (audiences_fit is not true)::utinyint
        + (countries_fit is not true)::utinyint
        + (regions_fit is not true)::utinyint
        + (cities_fit is not true)::utinyint
        + (sizes_fit is not true)::utinyint
        + (summits_fit is not true)::utinyint
        + (instruments_fit is not true)::utinyint
        + (statuses_fit is not true)::utinyint
        + (evidence_fit is not true)::utinyint
        + (since_fits is not true)::utinyint
        + (until_fits is not true)::utinyint
        + (figures_fit is not true)::utinyint
        + (results_fit is not true)::utinyint as misses
    from fitted
)

select
    missed.field,
    count(*) as practices
from missed
where missed.misses <= 1
group by missed.field
order by missed.field
