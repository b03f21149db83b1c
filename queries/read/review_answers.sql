-- One row an answer to a note on a submission, in the order they were written.
-- $receipt: the submission.
select
    review_answer.note_id,
    review_answer.words,
    review_answer.author,
    review_answer.written_at
from review_answer
inner join review_note on review_answer.note_id = review_note.note_id
where review_note.receipt = $receipt
order by review_answer.written_at, review_answer.answer_id
