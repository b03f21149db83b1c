-- Keeps that a contact was asked; of the link's code only the sha256.
-- $ask_id: its own. $practice_id: about which practice. $contact_id: whom. $code_sha: the sha256.
-- $language: of the letter. $account: who asks. $moment: now. $expires_at: until when it is open.
insert into confirmation_ask (
    ask_id, practice_id, contact_id, code_sha256, language, asked_by, asked_at, expires_at
)
values (
    $ask_id, $practice_id, $contact_id, $code_sha, $language, $account, $moment, $expires_at
)
