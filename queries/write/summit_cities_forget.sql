-- Says no more of cities that are not named any longer at one summit.
-- $summit: which. $named: the ids of the cities that are.
update summit_city
set took_part = null, signed = null
where
    summit = $summit
    and not list_contains($named::integer[], city_id)
    and (took_part is not null or signed is not null)
