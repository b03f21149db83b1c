-- Takes back the links of a contact that nobody has used.
-- $contact_id: whose. $moment: now.
update confirmation_ask
set closed_at = $moment
where contact_id = $contact_id and answered_at is null and closed_at is null
