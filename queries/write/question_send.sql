-- A question goes out to its cities; what went out before keeps its dates.
-- $post_id: the question. $moment: now. $due_on: by when an answer is promised.
update question_city
set
    sent_at = $moment,
    due_on = $due_on
where post_id = $post_id and sent_at is null
