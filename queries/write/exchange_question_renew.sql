-- A question of another copy, as it stands there now.
-- $post_id: its id. $language: its own. $name: a pseudonym, or null. $words, $reasons: the question
-- and why. $edited_at: when it was changed. $stamp: the newer.
update post
set
    state = 'shown',
    language = $language,
    name = $name,
    words = $words,
    reasons = $reasons,
    edited_at = $edited_at,
    stamp = stamp + 1,
    house_stamp = $stamp
where post_id = $post_id
