-- Keeps the salt of a day.
-- $day: which one. $salt: random.
insert into day_salt (day, salt)
values ($day, $salt)
