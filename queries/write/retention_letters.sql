-- Forgets letters whose time is over.
-- $moment: now.
delete from letter
where erase_after <= $moment
