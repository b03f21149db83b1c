-- Keeps where an author wants the answer sent; asked anew, the newer holds.
-- $post_id: the question. $contact: the address, encrypted. $language: of the letters.
-- $mark: the hash of the link's code. $moment: now. $erase_after: when it is forgotten.
insert or replace into post_contact (
    post_id, contact, language, key_mark, asked_at, letter_at, confirmed_at, erase_after
)
values ($post_id, $contact, $language, $mark, $moment, null, null, $erase_after)
