-- Notes that the letter which asks a second time was written.
-- $post_id: the question. $moment: now.
update post_contact set letter_at = $moment
where post_id = $post_id
