-- One row a file that was taken, the newest first.
select
    sha256,
    house,
    taken_at,
    taken_by,
    told
from exchange_file
order by taken_at desc, sha256 asc
