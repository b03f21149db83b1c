-- One row: the post that was sent with a receipt, and how it stands.
-- $receipt: its mark.
select
    post_id,
    state
from post
where receipt = $receipt
order by post_id
