-- Begins a summit in the making; the same receipt again changes nothing.
-- $receipt: its public id. $body: the form as JSON. $author: the account. $moment: now.
insert into summit_draft (receipt, body, author, stamp, created_at, updated_at)
values ($receipt, $body, $author, 1, $moment, $moment)
on conflict do nothing
