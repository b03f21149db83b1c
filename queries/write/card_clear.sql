-- Empties the texts of cards before they are filled anew.
-- $practice_id: of one practice only, or 0 for all.
delete from card
where $practice_id = 0 or practice_id = $practice_id
