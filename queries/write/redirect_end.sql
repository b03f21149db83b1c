-- Ends the way from a merged practice to another.
-- $slug: of the merged one. $moment: now.
update redirect
set ended_at = $moment
where slug = $slug and ended_at is null
