-- Raises the catalogue's version by one: every cached answer of the earlier one is stale.
-- $released_on: the day of the release behind it; null keeps the last one's.
insert into catalogue_version (version, released_on)
select
    coalesce(max(version), 0) + 1 as version,
    coalesce($released_on::date, max(released_on)) as released_on
from catalogue_version
