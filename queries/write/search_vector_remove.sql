-- Takes out the vectors of practices whose texts have changed or are no longer public.
-- $changed: their ids.
delete from search_vector
where list_contains($changed::integer[], practice_id)
