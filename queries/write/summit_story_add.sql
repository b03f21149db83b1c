-- Adds what the released files tell of one summit; one that stands is left as it is.
-- $summit: its id. $body: all of it, as JSON.
insert into summit_story (summit, body) values ($summit, $body)
on conflict do nothing
