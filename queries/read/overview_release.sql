-- One row: the version number of the catalogue, and its day: of its newest text or last release.
select
    coalesce(max(version), 0) as version,
    greatest(
        max(released_on), (select max(facet.published_at)::date from facet)
    ) as released_on
from catalogue_version
order by version
