-- One row, or none: the post of an author's link.
-- $mark: the mark of the link's token.
select post_id
from post
where key_mark = $mark
order by post_id
