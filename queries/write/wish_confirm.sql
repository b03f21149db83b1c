-- The author has said it a second time.
-- $post_id: the question. $moment: now.
update post_contact set confirmed_at = coalesce(confirmed_at, $moment)
where post_id = $post_id
