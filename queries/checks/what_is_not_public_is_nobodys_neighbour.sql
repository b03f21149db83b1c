-- A pair of neighbours one of which is not public.
select
    practice_similar.practice_id,
    practice_similar.other_id
from practice_similar
left join practice as one
    on practice_similar.practice_id = one.practice_id and one.state = 'published'
left join practice as other
    on practice_similar.other_id = other.practice_id and other.state = 'published'
where one.practice_id is null or other.practice_id is null
order by practice_similar.practice_id, practice_similar.other_id
