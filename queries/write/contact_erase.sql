-- Forgets the address of a contact; that there was one stays.
-- $contact_id: which. $moment: now.
update contact
set address = null, erased_at = $moment
where contact_id = $contact_id and address is not null
