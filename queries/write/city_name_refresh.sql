-- Brings one city's name in one language in step; touches no row where it is equal.
-- $city_id, $language: which. $name: what the release says.
update city_name
set name = $name
where city_id = $city_id and language = $language and name <> $name
