-- Takes away the neighbours of some practices, before they are found anew.
-- $changed: their numbers.
delete from practice_similar
where list_contains($changed, practice_id)
