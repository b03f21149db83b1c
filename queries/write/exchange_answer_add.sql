-- A version of an answer from another copy; one that is here stays as it is.
-- $post_id: the question. $city: whose office. $version: from 1. $standing: what kind of answer.
-- $language: the original's. $texts: by language with origin, as JSON. $office: who signed.
-- $house: the copy. $answered_at: when.
insert into answer (
    post_id, city, version, standing, language, texts, office, answered_by, answered_at, house
)
values (
    $post_id, $city, $version, $standing, $language, $texts, $office, $house, $answered_at, $house
)
on conflict do nothing
