-- One row a facet and a number it holds (a code's number, a mask of several, a year): how many
-- practices match all filters but the facet's own.
-- $hits: the practices a search found, one bit an id, or null. $themes, $topics, $audiences,
-- $regions, $sizes, $summits, $instruments, $statuses, $evidence: bit masks; 0 restricts nothing.
-- $countries, $cities: lists of numbers; an empty one restricts nothing. $since, $until, $figures,
-- $results: null restricts nothing.
with fitted as not materialized (
    select *
    from
        fitting(
            $hits, $themes, $topics, $audiences, $countries, $regions, $cities, $sizes, $summits,
            $instruments, $statuses, $evidence, $since, $until, $figures, $results
        )
    where query_fits
),

-- What hangs on the city is the same for all its practices: its own filters are asked once a city.
by_city as materialized (
    select
        city_id,
        any_value(country) as country,
        any_value(region) as region,
        any_value(size) as size,
        any_value(summits) as summits,
        count(*) as practices
    from fitted
    where
        since_fits and until_fits and figures_fit and results_fit and themes_fit
        and topics_fit and audiences_fit and instruments_fit and statuses_fit and evidence_fit
    group by city_id
),

by_city_fitted as materialized (
    select
        *,
        listed(country, $countries) as countries_fit,
        chosen(region, $regions) as regions_fit,
        listed(city_id, $cities) as cities_fit,
        chosen(size, $sizes) as sizes_fit,
        shared(summits, $summits) as summits_fit
    from by_city
),

-- Few bits together: DuckDB counts groups of up to twelve without hashing.
by_subject as materialized (
    select
        themes,
        topics,
        count(*) as practices
    from fitted
    where
        since_fits and until_fits and figures_fit and results_fit and audiences_fit
        and instruments_fit and statuses_fit and evidence_fit and countries_fit and regions_fit
        and cities_fit and sizes_fit and summits_fit
    group by themes, topics
),

by_kind as materialized (
    select
        instrument,
        status,
        evidence,
        count(*) as practices
    from fitted
    where
        since_fits and until_fits and figures_fit and results_fit and themes_fit
        and topics_fit and audiences_fit and countries_fit and regions_fit and cities_fit
        and sizes_fit and summits_fit
    group by instrument, status, evidence
),

by_proof as materialized (
    select
        has_figures,
        has_results,
        count(*) as practices
    from (
        select
            has_figures::utinyint as has_figures,
            has_results::utinyint as has_results
        from fitted
        where
            since_fits and until_fits and themes_fit and topics_fit
            and audiences_fit and instruments_fit and statuses_fit and evidence_fit
            and countries_fit and regions_fit and cities_fit and sizes_fit and summits_fit
    ) as proven
    group by has_figures, has_results
)

select
    'countries' as facet,
    country as number,
    sum(practices)::integer as practices
from by_city_fitted
where regions_fit and cities_fit and sizes_fit and summits_fit
group by number
union all
select
    'regions' as facet,
    region as number,
    sum(practices)::integer as practices
from by_city_fitted
where countries_fit and cities_fit and sizes_fit and summits_fit
group by number
union all
select
    'cities' as facet,
    city_id as number,
    sum(practices)::integer as practices
from by_city_fitted
where countries_fit and regions_fit and sizes_fit and summits_fit
group by number
union all
select
    'sizes' as facet,
    size as number,
    sum(practices)::integer as practices
from by_city_fitted
where countries_fit and regions_fit and cities_fit and summits_fit
group by number
union all
select
    'summits' as facet,
    summits as number,
    sum(practices)::integer as practices
from by_city_fitted
where countries_fit and regions_fit and cities_fit and sizes_fit
group by number
union all
select
    'themes' as facet,
    themes as number,
    sum(practices)::integer as practices
from by_subject
where shared(topics, $topics)
group by number
union all
select
    'topics' as facet,
    topics as number,
    sum(practices)::integer as practices
from by_subject
where shared(themes, $themes)
group by number
union all
select
    'instruments' as facet,
    instrument as number,
    sum(practices)::integer as practices
from by_kind
where chosen(status, $statuses) and chosen(evidence, $evidence)
group by number
union all
select
    'statuses' as facet,
    status as number,
    sum(practices)::integer as practices
from by_kind
where chosen(instrument, $instruments) and chosen(evidence, $evidence)
group by number
union all
select
    'evidence' as facet,
    evidence as number,
    sum(practices)::integer as practices
from by_kind
where chosen(instrument, $instruments) and chosen(status, $statuses)
group by number
union all
select
    'figures' as facet,
    has_figures as number,
    sum(practices)::integer as practices
from by_proof
where $results is null or (has_results = 1) = $results
group by number
union all
select
    'results' as facet,
    has_results as number,
    sum(practices)::integer as practices
from by_proof
where $figures is null or (has_figures = 1) = $figures
group by number
union all
select
    'audiences' as facet,
    audiences as number,
    count(*)::integer as practices
from fitted
where
    since_fits and until_fits and figures_fit and results_fit and themes_fit
    and topics_fit and instruments_fit and statuses_fit and evidence_fit and countries_fit
    and regions_fit and cities_fit and sizes_fit and summits_fit
group by audiences
union all
select
    'years' as facet,
    start_year as number,
    count(*)::integer as practices
from fitted
where
    figures_fit and results_fit and themes_fit and topics_fit and audiences_fit
    and instruments_fit and statuses_fit and evidence_fit and countries_fit and regions_fit
    and cities_fit and sizes_fit and summits_fit
group by start_year
order by facet, number
