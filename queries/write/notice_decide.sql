-- Decides an open notice.
-- $notice_id: which. $state: upheld or dismissed. $answer, $answer_language: what its giver is
-- told, or null. $account: who decides. $moment: now.
update notice
set
    state = $state,
    answer = $answer,
    answer_language = $answer_language,
    decided_by = $account,
    decided_at = $moment
where notice_id = $notice_id and state = 'open'
