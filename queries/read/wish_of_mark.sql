-- One row: the wish behind a link, with what it is about.
-- $mark: the hash of the link's code. $moment: now.
select
    post_contact.post_id,
    post_contact.contact,
    post_contact.language,
    post_contact.asked_at,
    post_contact.confirmed_at,
    post_contact.erase_after,
    post.words,
    post.language as words_language
from post_contact
inner join post on post_contact.post_id = post.post_id
where post_contact.key_mark = $mark and post_contact.erase_after > $moment
order by post_contact.post_id
