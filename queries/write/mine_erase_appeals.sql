-- Forgets what an author wrote when asking for a second look, and what was answered.
-- $post_id: the post.
update appeal set
    words = '',
    answer = null
where post_id = $post_id
