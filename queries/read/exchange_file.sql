-- One row, or none: a file that was taken before.
-- $sha: its hash.
select
    house,
    taken_at,
    taken_by,
    told
from exchange_file
where sha256 = $sha
order by sha256
