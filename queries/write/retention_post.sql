-- Empties a post that was put away long ago; that there was one, and why it is not shown, stays.
-- $post_id: the post.
update post set
    words = '',
    reasons = null,
    name = null,
    suspicion = null
where post_id = $post_id
