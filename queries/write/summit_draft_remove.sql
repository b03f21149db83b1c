-- Throws a summit in the making away; one that is open to everybody stays.
-- $receipt: which.
delete from summit_draft
where receipt = $receipt and opened_at is null
