-- Empties search_key before it is filled anew.
delete from search_key
