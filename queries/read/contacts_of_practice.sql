-- One row a contact that may be asked about a practice: its own first, then those of its city.
-- $practice_id: the practice. $city_id: its city.
select
    contact.contact_id,
    contact.city_id,
    practice.slug,
    contact.address,
    contact.language
from contact
left join practice on contact.practice_id = practice.practice_id
where
    contact.address is not null
    and contact.city_id = $city_id
    and (contact.practice_id is null or contact.practice_id = $practice_id)
order by contact.practice_id asc nulls last, contact.added_at desc, contact.contact_id asc
