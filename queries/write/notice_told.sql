-- Marks that the letter on a decided notice is written.
-- $notice_id: which. $moment: now.
update notice
set told_at = $moment
where notice_id = $notice_id and told_at is null
