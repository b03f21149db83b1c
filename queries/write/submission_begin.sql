-- Begins a submission; the same receipt again changes nothing.
-- $receipt: its public id. $slug: the practice it corrects, or null for a new one.
-- $city_id: of that practice.
-- $author: the account. $name: what it is called. $body: the draft as JSON. $moment: now.
insert into submission (
    receipt, practice_id, base_version, city_id, author, state, name, body, stamp, created_at,
    updated_at
)
values (
    $receipt,
    (
        select max(practice.practice_id) as practice_id
        from practice
        where practice.slug = $slug
    ),
    (
        select max(practice.published_version) as base_version
        from practice
        where practice.slug = $slug
    ),
    $city_id, $author, 'draft', $name, $body, 1, $moment, $moment
)
on conflict do nothing
