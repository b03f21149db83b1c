-- One row a letter that was written to a contact.
-- $contact_id: which.
select ask_id
from confirmation_ask
where contact_id = $contact_id
order by ask_id
