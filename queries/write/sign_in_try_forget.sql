-- Forgets who failed to sign in so long ago that it counts no more.
-- $before: the moment from which on it counts. $marks: hashes that stay all the same.
delete from sign_in_try
where last_at < $before and not list_contains($marks, mark)
