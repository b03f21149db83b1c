-- Brings what is said of one city at one summit in step; touches no row where it is equal.
-- $summit, $city_id: which. $took_part, $signed: what the sources say; null: they do not.
update summit_city
set took_part = $took_part, signed = $signed
where
    summit = $summit
    and city_id = $city_id
    and (took_part is distinct from $took_part or signed is distinct from $signed)
