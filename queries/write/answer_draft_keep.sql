-- What an office is writing, as it stands now.
-- $post_id: the question. $city: the city's slug. $body: the draft as JSON. $author: who typed
-- last. $moment: now.
insert into answer_draft (post_id, city, body, author, stamp, saved_at)
values ($post_id, $city, $body, $author, 1, $moment)
on conflict (post_id, city) do update
    set
        body = excluded.body,
        author = excluded.author,
        stamp = answer_draft.stamp + 1,
        saved_at = excluded.saved_at
