-- One row: the catalogue's version number.
select coalesce(max(version), 0) as version
from catalogue_version
order by version
