-- Adds one summit; one that stands is left as it is.
-- $summit: its id. $edition: its number. $city_id: where. $starts, $ends: its days.
-- $declaration_title, $declaration_url: what was signed there, null where nothing was.
insert into summit (summit, edition, city_id, starts, ends, declaration_title, declaration_url)
values ($summit, $edition, $city_id, $starts, $ends, $declaration_title, $declaration_url)
on conflict do nothing
