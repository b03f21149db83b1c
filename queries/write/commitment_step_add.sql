-- Keeps what a city tells of a promise.
-- $outcome: which. $number: from 1. $state: how it goes. $words: in the office's words, or null.
-- $language: theirs. $office: in whose name. $account: by whom. $moment: now.
insert into commitment_step (
    outcome_id, number, state, words, language, office, told_by, told_at
)
values ($outcome, $number, $state, $words, $language, $office, $account, $moment)
