-- Marks a note as dealt with; the first mark stays.
-- $note_id: which. $account: by whom. $moment: now.
update review_note
set resolved_at = $moment, resolved_by = $account
where note_id = $note_id and resolved_at is null
