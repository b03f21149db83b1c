-- Keeps a post.
-- $post_id: its public id. $receipt: the mark of the page's receipt. $kind: comment or question.
-- $thread, $parent, $level: where it hangs. $state: held or shown. $language: of its words.
-- $name: a pseudonym, or null. $sixteen: what was said about age, or null. $words, $reasons: the
-- text. $written_at, $shown_at: when. $key_mark: the hash of the author's key. $device, $place:
-- hashes against spam. $suspicion: why it waits, or null.
insert into post (
    post_id, receipt, kind, thread, parent, level, state, language, name, sixteen, words, reasons,
    written_at, shown_at, edited_at, stamp, key_mark, device, place, suspicion, house
)
values (
    $post_id, $receipt, $kind, $thread, $parent, $level, $state, $language, $name, $sixteen,
    $words, $reasons, $written_at, $shown_at, null, 1, $key_mark, $device, $place, $suspicion, null
)
