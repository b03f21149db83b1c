-- Points the one-use links of a renamed practice at its new number.
-- $practice_id: its former number. $number: its number now.
update confirmation_ask
set practice_id = $number
where practice_id = $practice_id
