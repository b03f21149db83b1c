-- Uses up a link, once.
-- $ask_id: which. $moment: now.
update confirmation_ask
set answered_at = $moment
where ask_id = $ask_id and answered_at is null and closed_at is null and expires_at > $moment
