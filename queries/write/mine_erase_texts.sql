-- Forgets what stood in a post before.
-- $post_id: the post.
delete from post_text
where post_id = $post_id
