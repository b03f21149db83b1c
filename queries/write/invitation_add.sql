-- Adds an invitation.
-- $mark: the hash of its token. $role, $city_id: what it gives, city 0 for everywhere.
-- $made_by: by whom. $now: when. $expires_at: until when it works.
insert into invitation (mark, role, city_id, made_by, made_at, expires_at, used_at, used_by)
values ($mark, $role, $city_id, $made_by, $now, $expires_at, null, null)
