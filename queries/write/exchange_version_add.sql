-- A signed version of a conclusion of another copy; one that is here stays as it is.
-- $outcome: of which. $version: from 1. $body: what was signed, as JSON. $house: the copy.
-- $moment: when it was signed.
insert into outcome_version (outcome_id, version, body, author, signed_by, signed_at)
values ($outcome, $version, $body, $house, $house, $moment)
on conflict do nothing
