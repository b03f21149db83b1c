-- Empties search_length before it is filled anew.
delete from search_length
