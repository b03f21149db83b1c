-- Calls a letter done.
-- $letter_id: its number. $account: who did. $moment: when. $erase_after: when it is forgotten.
update letter set
    done_by = $account,
    done_at = $moment,
    erase_after = least(erase_after, $erase_after)
where letter_id = $letter_id
