-- Keeps a notice.
-- $notice_id, $receipt: its id, and what the page made of it. $post_id: the post it is about, or
-- null. $address: where exactly. $rule: the rule it names. $words, $language: why. $name: of
-- whoever gives it, or null. $contact: where to write to them, encrypted, or null. $key_mark: of
-- the token by which they follow it. $moment: now.
insert into notice (
    notice_id, receipt, post_id, address, rule, words, language, name, contact, key_mark, given_at,
    state
)
values (
    $notice_id, $receipt, $post_id, $address, $rule, $words, $language, $name, $contact, $key_mark,
    $moment, 'open'
)
