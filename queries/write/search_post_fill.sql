-- Puts the postings where readers find them: by key, then practice.
insert into search_post
select
    key_id,
    practice_id,
    weight
from search_part
order by key_id, practice_id
