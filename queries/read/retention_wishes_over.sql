-- One row a wish for an answer that ends: too old, or never asked for a second time.
-- $moment: now. $before: asked before this and not confirmed.
select post_id
from post_contact
where erase_after <= $moment or (confirmed_at is null and asked_at < $before)
order by post_id
