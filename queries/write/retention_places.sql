-- Forgets the hashes of addresses of days that are over.
-- $before: the first moment of today.
update post set place = null
where place is not null and written_at < $before
