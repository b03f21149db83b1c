-- A version of an answer, for good.
-- $post_id: the question. $city: the city's slug. $version: counted from 1. $standing: what kind of
-- answer it is. $language: the original's. $texts: by language, as JSON. $office: who signs.
-- $author: the account. $moment: now.
insert into answer (
    post_id, city, version, standing, language, texts, office, answered_by, answered_at
)
values (
    $post_id, $city, $version, $standing, $language, $texts, $office, $author, $moment
)
