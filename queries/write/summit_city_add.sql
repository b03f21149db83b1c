-- Adds what the sources say of one city at one summit; null means they do not say.
-- $summit, $city_id: which. $took_part, $signed: the two facts.
insert into summit_city (summit, city_id, took_part, signed)
values ($summit, $city_id, $took_part, $signed)
on conflict do nothing
