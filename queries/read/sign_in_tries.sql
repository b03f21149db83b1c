-- One row: how often somebody failed to sign in, and when last.
-- $mark: the keyed hash of a login or an address.
select
    failures,
    last_at
from sign_in_try
where mark = $mark
order by mark
