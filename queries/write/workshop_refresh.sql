-- Brings one workshop in step with the release; touches no row where all is equal.
-- $workshop: which. $topic, $held_on, $body: what the release tells.
update workshop
set topic = $topic, held_on = $held_on, body = $body
where
    workshop = $workshop
    and (
        topic is distinct from $topic
        or held_on is distinct from $held_on
        or body::varchar <> $body
    )
