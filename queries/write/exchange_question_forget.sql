-- Earlier wordings of a question that is gone.
-- $post_id: its id.
delete from post_text
where post_id = $post_id
