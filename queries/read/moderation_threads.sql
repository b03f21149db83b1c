-- One row a thread, frozen ones and those written in last first.
-- $words: in lower case, in its key; '' for all. $most: how many.
select
    thread.thread,
    thread.room,
    thread.frozen_at,
    thread.frozen_by,
    thread.summary,
    count(*) filter (where post.state = 'shown') as posts,
    count(*) filter (where post.state = 'held') as held,
    max(post.written_at) as last_at
from thread
left join post on thread.thread = post.thread
where $words = '' or contains(lower(thread.thread), $words)
group by thread.thread, thread.room, thread.frozen_at, thread.frozen_by, thread.summary
order by last_at desc nulls last, thread.thread asc
limit $most
