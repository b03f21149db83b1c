-- Decides an open appeal.
-- $appeal_id: which. $state: granted or refused. $answer, $answer_language: what the author is
-- told. $account: who decides. $moment: now.
update appeal
set
    state = $state,
    answer = $answer,
    answer_language = $answer_language,
    decided_by = $account,
    decided_at = $moment
where appeal_id = $appeal_id and state = 'open'
