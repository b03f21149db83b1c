-- One row where a sign-in has a session already, be it over.
-- $mark: the hash that names the sign-in.
select account
from session
where mark = $mark
order by account
