-- Empties the narrow table of published practices, before a rebuild.
delete from facet
