-- One row a note on a submission, in the order they were written.
-- $receipt: the submission.
select
    note_id,
    field,
    words,
    author,
    written_at,
    resolved_at,
    resolved_by
from review_note
where receipt = $receipt
order by written_at, note_id
