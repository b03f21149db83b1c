-- Empties the rows of the narrow table of published practices before they are filled anew.
-- $practice_id: of one practice only, or 0 for all.
delete from facet
where $practice_id = 0 or practice_id = $practice_id
