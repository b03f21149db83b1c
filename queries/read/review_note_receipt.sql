-- One row: the submission a note is on.
-- $note_id: the note.
select receipt
from review_note
where note_id = $note_id
order by receipt
