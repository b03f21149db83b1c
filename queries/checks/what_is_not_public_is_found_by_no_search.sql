-- A word, or a meaning, by which the search would find a practice that is not public.
with kept as (
    select distinct practice_id from search_post
    union
    select practice_id from search_vector
)

select kept.practice_id
from kept
left join practice on kept.practice_id = practice.practice_id and practice.state = 'published'
where practice.practice_id is null
order by kept.practice_id
