-- Freezes a thread, or opens it again.
-- $thread: which. $moment: since when; null: it is open. $account: who did it. $summary: why, and
-- what was said, by language, as JSON.
update thread
set
    frozen_at = $moment,
    frozen_by = $account,
    summary = $summary
where thread = $thread
