-- One row a published practice that matches.
-- $themes, $topics, $regions, $sizes, $audiences, $instruments, $statuses, $evidence, $summits: bit masks; 0 restricts nothing.
-- $countries: numbers of countries, $cities: slugs of cities; an empty list restricts nothing.
-- $since, $until: first and last year of start. $figures, $results: stated or not; null restricts nothing.
select facet.practice_id
from facet
where
    ($themes = 0 or (facet.themes & $themes) <> 0)
    and ($topics = 0 or (facet.topics & $topics) <> 0)
    and ($audiences = 0 or (facet.audiences & $audiences) <> 0)
    and ($summits = 0 or (facet.summits & $summits) <> 0)
    and ($regions = 0 or (($regions >> facet.region) & 1) = 1)
    and ($sizes = 0 or (($sizes >> facet.size) & 1) = 1)
    and ($instruments = 0 or (($instruments >> facet.instrument) & 1) = 1)
    and ($statuses = 0 or (($statuses >> facet.status) & 1) = 1)
    and ($evidence = 0 or (($evidence >> facet.evidence) & 1) = 1)
    and (len($countries::smallint[]) = 0 or list_contains($countries::smallint[], facet.country))
    and (
        len($cities::varchar[]) = 0
        or facet.city_id in (
            select city.city_id
            from city
            where list_contains($cities::varchar[], city.slug)
        )
    )
    and ($since::smallint is null or facet.start_year >= $since::smallint)
    and ($until::smallint is null or facet.start_year <= $until::smallint)
    and ($figures::boolean is null or facet.has_figures = $figures::boolean)
    and ($results::boolean is null or facet.has_results = $results::boolean)
order by facet.practice_id
