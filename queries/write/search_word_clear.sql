-- Empties search_word before it is filled anew.
delete from search_word
