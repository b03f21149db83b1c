-- One row a bundle and a group in it: how many practices match all filters but the bundle's own.
-- A bundle is facets that are counted together: what hangs on the city, or few enough bits that
-- DuckDB counts the groups without hashing. first to third: numbers or masks, by bundle:
-- place: city; subject: themes, topics; kind: instrument, status, evidence; proof: figures,
-- results; audience: audiences; start: year.
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
)

select
    'place' as bundle,
    city_id as first,
    null as second,
    null as third,
    count(*)::integer as practices
from fitted
where
    since_fits and until_fits and figures_fit and results_fit and themes_fit and topics_fit
    and audiences_fit and instruments_fit and statuses_fit and evidence_fit
group by city_id
union all
select
    'subject' as bundle,
    themes as first,
    topics as second,
    null as third,
    count(*)::integer as practices
from fitted
where
    since_fits and until_fits and figures_fit and results_fit and audiences_fit
    and instruments_fit and statuses_fit and evidence_fit and countries_fit and regions_fit
    and cities_fit and sizes_fit and summits_fit
group by themes, topics
union all
select
    'kind' as bundle,
    instrument as first,
    status as second,
    evidence as third,
    count(*)::integer as practices
from fitted
where
    since_fits and until_fits and figures_fit and results_fit and themes_fit and topics_fit
    and audiences_fit and countries_fit and regions_fit and cities_fit and sizes_fit
    and summits_fit
group by instrument, status, evidence
union all
select
    'proof' as bundle,
    has_figures::utinyint as first,
    has_results::utinyint as second,
    null as third,
    count(*)::integer as practices
from fitted
where
    since_fits and until_fits and themes_fit and topics_fit and audiences_fit and instruments_fit
    and statuses_fit and evidence_fit and countries_fit and regions_fit and cities_fit
    and sizes_fit and summits_fit
group by has_figures::utinyint, has_results::utinyint
union all
select
    'audience' as bundle,
    audiences as first,
    null as second,
    null as third,
    count(*)::integer as practices
from fitted
where
    since_fits and until_fits and figures_fit and results_fit and themes_fit and topics_fit
    and instruments_fit and statuses_fit and evidence_fit and countries_fit and regions_fit
    and cities_fit and sizes_fit and summits_fit
group by audiences
union all
select
    'start' as bundle,
    start_year as first,
    null as second,
    null as third,
    count(*)::integer as practices
from fitted
where
    figures_fit and results_fit and themes_fit and topics_fit and audiences_fit
    and instruments_fit and statuses_fit and evidence_fit and countries_fit and regions_fit
    and cities_fit and sizes_fit and summits_fit
group by start_year
order by bundle
