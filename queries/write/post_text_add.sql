-- Keeps what stood in a post before it was changed.
-- $post_id: which. $words, $reasons: the former text. $moment: until when it stood.
insert into post_text (post_id, version, words, reasons, until)
values (
    $post_id,
    (
        select coalesce(max(post_text.version), 0) + 1
        from post_text
        where post_text.post_id = $post_id
    ),
    $words,
    $reasons,
    $moment
)
