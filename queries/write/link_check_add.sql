-- Adds what was found under an address; earlier findings stay.
-- $url: the address. $checked_at: when. $status: the number of the answer, or null where there was
-- none. $reason: what was found, as a code. $moved_to: where it says it moved for good, or null.
insert into link_check (url, checked_at, status, reason, moved_to)
values ($url, $checked_at, $status, $reason, $moved_to)
