-- Keeps a letter to whoever runs this.
-- $letter_id: its number. $receipt: of the form it came by. $about: what it is about, as a code.
-- $words: what it says. $contact: where an answer may go, encrypted, or null. $language: its own.
-- $moment: now. $erase_after: when it is forgotten.
insert into letter (
    letter_id, receipt, about, words, contact, language, sent_at, erase_after
)
values ($letter_id, $receipt, $about, $words, $contact, $language, $moment, $erase_after)
