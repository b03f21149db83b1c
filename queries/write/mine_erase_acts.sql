-- Forgets what an author was told besides the rule; the act stays in the log.
-- $post_id: the post.
update moderation_act set
    words = null,
    words_language = null
where post_id = $post_id
