-- A step of a promise of another copy; one that is here stays as it is.
-- $outcome: the promise. $number: from 1. $state: how it goes. $words: in words, or null.
-- $language: theirs. $office: who told it. $house: the copy. $moment: when.
insert into commitment_step (outcome_id, number, state, words, language, office, told_by, told_at)
values ($outcome, $number, $state, $words, $language, $office, $house, $moment)
on conflict do nothing
