-- One row: the city of a contact that is not erased.
-- $contact_id: which.
select city_id
from contact
where contact_id = $contact_id and address is not null
order by contact_id
