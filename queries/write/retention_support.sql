-- Takes from support by which browser it was given; it stays counted, under a name of no one.
-- $before: given before this.
update support set device = 'left ' || uuid()
where given_at < $before and not starts_with(device, 'left ')
