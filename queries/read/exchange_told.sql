-- One row a file that was taken, the earliest first: how many of what, and who wrote it, as JSON.
select told
from exchange_file
order by taken_at, sha256
