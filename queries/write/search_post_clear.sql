-- Empties search_post before it is filled anew.
delete from search_post
