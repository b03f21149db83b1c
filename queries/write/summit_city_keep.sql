-- Keeps a city at a summit; one that stands is left as it is.
-- $summit, $city_id: which. $took_part, $signed: what the sources say; null: they do not.
insert into summit_city (summit, city_id, took_part, signed)
values ($summit, $city_id, $took_part, $signed)
on conflict do nothing
