-- One row a post that a browser has written lately.
-- $device: the hash of its cookie. $since: the moment from which on.
select words
from post
where device = $device and written_at >= $since and state <> 'erased'
order by written_at
