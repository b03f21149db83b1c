-- Brings what is told of one summit to what a newer release says; one that says the same is left.
-- $summit: its id. $body: all of it, as JSON.
update summit_story set body = $body
where summit = $summit and body <> $body
