-- Says of a practice that it serves a point of a declaration, or that it does not.
-- $summit, $point, $slug: which. $state: linked or refused. $account: who says so.
-- $note: why, or null. $moment: now.
insert into declaration_link (summit, point, slug, state, linked_by, linked_at, note)
values ($summit, $point, $slug, $state, $account, $moment, $note)
on conflict do update set
    state = excluded.state,
    linked_by = excluded.linked_by,
    linked_at = excluded.linked_at,
    note = excluded.note
