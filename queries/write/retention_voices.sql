-- Takes from a voice by which browser it was said; the voice stays, under a name of no one.
-- $before: said before this.
update voice set device = 'left ' || uuid()
where said_at < $before and not starts_with(device, 'left ')
