-- Gives a sealing that holds another time.
-- $receipt: the submission. $opens_at: when it opens now. $zone: the time zone in which that was
-- meant.
update embargo
set opens_at = $opens_at, zone = $zone
where receipt = $receipt and ended_at is null
