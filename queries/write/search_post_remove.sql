-- Takes one practice out of the index.
-- $practice_id: the practice.
delete from search_post
where practice_id = $practice_id
