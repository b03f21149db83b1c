-- One row: what a one-use link is about, if it can still be followed.
-- $code_sha: the sha256 of its code. $now: the moment it is followed.
select
    confirmation_ask.ask_id,
    confirmation_ask.practice_id,
    practice.slug,
    practice.city_id,
    confirmation_ask.language,
    confirmation_ask.expires_at
from confirmation_ask
inner join practice on confirmation_ask.practice_id = practice.practice_id
where
    confirmation_ask.code_sha256 = $code_sha
    and confirmation_ask.answered_at is null
    and confirmation_ask.closed_at is null
    and confirmation_ask.expires_at > $now
    and practice.state = 'published'
order by confirmation_ask.ask_id
