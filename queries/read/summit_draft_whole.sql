-- One row: a summit in the making, whole.
-- $receipt: which.
select
    receipt,
    body,
    author,
    stamp,
    created_at,
    updated_at,
    opened_at,
    summit
from summit_draft
where receipt = $receipt
order by receipt
