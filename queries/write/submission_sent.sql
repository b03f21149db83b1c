-- Keeps what was sent, as it was.
-- $receipt: which. $body: the draft as JSON. $note: a word to the reviewer, or null. $moment: now.
insert into submission_sent (receipt, number, body, note, sent_at)
select
    $receipt as receipt,
    count(*) + 1 as number,
    $body,
    $note,
    $moment as sent_at
from submission_sent
where receipt = $receipt
