-- Counts a failure to sign in.
-- $mark: the keyed hash of a login or an address. $now: when.
-- $before: what was last seen earlier counts no more.
insert into sign_in_try (mark, failures, last_at)
values ($mark, 1, $now)
on conflict (mark) do update set
    failures = case when sign_in_try.last_at < $before then 1 else sign_in_try.failures + 1 end,
    last_at = $now
