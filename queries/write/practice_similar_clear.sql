-- Empties the neighbours, before a rebuild.
delete from practice_similar
