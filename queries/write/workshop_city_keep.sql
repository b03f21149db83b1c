-- Keeps one city's part in a workshop.
-- $workshop, $city_id, $position: which. $representative, $office: who spoke, where stated.
insert into workshop_city (workshop, city_id, position, representative, office)
values ($workshop, $city_id, $position, $representative, $office)
on conflict do update set representative = excluded.representative, office = excluded.office
