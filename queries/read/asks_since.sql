-- One row a link that a contact was sent about a practice and has not used.
-- $practice_id: the practice. $contact_id: the contact. $since: no older than this.
select ask_id
from confirmation_ask
where
    practice_id = $practice_id
    and contact_id = $contact_id
    and asked_at > $since
    and answered_at is null
order by ask_id
