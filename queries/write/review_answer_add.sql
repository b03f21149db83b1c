-- Keeps an answer to a note; the same answer again changes nothing.
-- $answer_id: its id. $note_id: the note. $words: the answer. $author: the account. $moment: now.
insert into review_answer (answer_id, note_id, words, author, written_at)
values ($answer_id, $note_id, $words, $author, $moment)
on conflict do nothing
