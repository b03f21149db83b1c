-- One row: the catalogue's version number and the day of its last release.
select
    coalesce(max(version), 0) as version,
    max(released_on) as released_on
from catalogue_version
order by version
