-- Keeps a signed version for good.
-- $outcome: of which. $version: from 1. $body: what is signed, as JSON. $author: who wrote it.
-- $signer: who signed it. $moment: now.
insert into outcome_version (outcome_id, version, body, author, signed_by, signed_at)
values ($outcome, $version, $body, $author, $signer, $moment)
