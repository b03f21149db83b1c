-- Empties a post at its author's wish: its place stays, so that the answers to it stand.
-- $post_id: the post.
update post set
    state = 'erased',
    receipt = post_id,
    name = null,
    sixteen = null,
    words = '',
    reasons = null,
    edited_at = null,
    suspicion = null,
    key_mark = null,
    device = null,
    place = null,
    stamp = stamp + 1
where post_id = $post_id
