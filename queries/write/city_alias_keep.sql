-- Keeps one more name by which a city may be asked for.
-- $city_id: which. $alias: the name.
insert into city_alias (city_id, alias)
values ($city_id, $alias)
on conflict do nothing
