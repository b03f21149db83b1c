-- Takes failures back after somebody came in.
-- $mark: the keyed hash of a login or an address. $failures: how many.
update sign_in_try set failures = greatest(failures - $failures, 0)
where mark = $mark
