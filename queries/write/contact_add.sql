-- Keeps the address of somebody to ask.
-- $contact_id: its own. $city_id: of which city. $practice_id: for one practice, or null for all.
-- $address: the e-mail address. $language: in which to write. $account: who added it. $moment: now.
insert into contact (
    contact_id, city_id, practice_id, address, language, added_by, added_at
)
values ($contact_id, $city_id, $practice_id, $address, $language, $account, $moment)
