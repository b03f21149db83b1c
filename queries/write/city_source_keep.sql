-- Keeps the address of one page on which facts of a city were read.
-- $city_id, $position: which. $url: the page.
insert into city_source (city_id, position, url)
values ($city_id, $position, $url)
on conflict do update set url = excluded.url
