-- Takes out who does not speak in a workshop any longer.
-- $workshop: which. $kept: 'city/position' of those who do.
delete from workshop_city
where
    workshop = $workshop
    and not list_contains($kept::varchar[], city_id || '/' || position)
