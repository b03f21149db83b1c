-- Adds one workshop of a summit; one that stands is left as it is.
-- $workshop: its id. $summit: of which. $topic: null where it had none. $held_on: its day.
-- $body: the whole released record as JSON.
insert into workshop (workshop, summit, topic, held_on, body)
values ($workshop, $summit, $topic, $held_on, $body)
on conflict do nothing
