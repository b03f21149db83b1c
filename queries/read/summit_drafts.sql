-- One row a summit in the making, the last touched first.
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
order by updated_at desc, receipt asc
