-- Throws away the salts of days that are over: nobody can tell an address from a hash any more.
-- $day: today.
delete from day_salt
where day < $day
