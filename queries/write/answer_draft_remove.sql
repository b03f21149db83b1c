-- A draft is published, or given up.
-- $post_id: the question. $city: the city's slug.
delete from answer_draft
where post_id = $post_id and city = $city
