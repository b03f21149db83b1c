-- A question of another copy that is no longer shown there: its words leave this house too.
-- $post_id: its id. $stamp: the newer.
update post
set
    state = 'erased',
    name = null,
    words = '',
    reasons = null,
    stamp = stamp + 1,
    house_stamp = $stamp
where post_id = $post_id
