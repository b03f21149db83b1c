-- One row an open notice on one of some posts.
-- $ids: the posts.
select notice_id
from notice
where state = 'open' and post_id in (select unnest($ids::varchar[]))
order by given_at, notice_id
