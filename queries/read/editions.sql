-- One row a frozen edition, the newest first.
select
    name,
    made_at,
    catalogue_version,
    practices,
    files,
    bytes,
    sha256
from edition
order by made_at desc, name desc
