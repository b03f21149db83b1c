-- One row: whether somebody said here, on this device, to be sixteen or over.
-- $device: its hash.
select count(*) > 0 as said
from post
where device = $device and sixteen
order by said
