-- Keeps a note on one field of a submission; the same note again changes nothing.
-- $note_id: its id. $receipt: the submission. $field: of the draft. $words: the note.
-- $author: the account. $moment: now.
insert into review_note (note_id, receipt, field, words, author, written_at)
values ($note_id, $receipt, $field, $words, $author, $moment)
on conflict do nothing
