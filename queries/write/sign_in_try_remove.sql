-- Forgets the failures of a person who is erased.
-- $mark: the keyed hash of their login.
delete from sign_in_try
where mark = $mark
