-- One row a thread with something shown in it, the newest first: how much, since when, and the
-- newest post.
select
    thread,
    count(*) as posts,
    min(shown_at) as first_at,
    max(shown_at) as last_at,
    arg_max(post_id, (shown_at, post_id)) as newest
from post
where kind = 'comment' and state = 'shown' and thread is not null
group by thread
order by last_at desc, thread asc
