-- A question of another copy, shown as it was let through there.
-- $post_id: its id. $receipt: made from it. $thread: what it hangs on, or null. $language: its own.
-- $name: a pseudonym, or null. $words, $reasons: the question and why. $written_at, $shown_at,
-- $edited_at: when. $stamp: what it has there. $house: the copy.
insert into post (
    post_id, receipt, kind, thread, level, state, language, name, words, reasons, written_at,
    shown_at, edited_at, stamp, house, house_stamp
)
values (
    $post_id, $receipt, 'question', $thread, 1, 'shown', $language, $name, $words, $reasons,
    $written_at, $shown_at, $edited_at, 1, $house, $stamp
)
