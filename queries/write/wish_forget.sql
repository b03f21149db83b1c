-- Forgets where an author wanted the answer sent.
-- $post_id: the question.
delete from post_contact
where post_id = $post_id
