-- Changes the words of a post as its author wants; one row where nobody was faster.
-- $post_id: which. $was_stamp: as it was read. $words, $reasons: the new text. $state: held or
-- shown. $moment: when. $suspicion: why it waits, or null.
update post
set
    words = $words,
    reasons = $reasons,
    state = $state,
    edited_at = $moment,
    suspicion = $suspicion,
    stamp = stamp + 1
where post_id = $post_id and stamp = $was_stamp and state in ('held', 'shown')
