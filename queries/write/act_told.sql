-- Marks that a letter on an act is written.
-- $act_id: which. $moment: now.
update moderation_act
set told_at = $moment
where act_id = $act_id and told_at is null
