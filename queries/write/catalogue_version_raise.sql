-- Raises the catalogue's version by one: every cached answer of the earlier one is stale.
-- $released_on: the day of the release behind it.
insert into catalogue_version (version, released_on)
select
    coalesce(max(version), 0) + 1 as version,
    $released_on
from catalogue_version
