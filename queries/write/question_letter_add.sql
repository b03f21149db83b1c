-- A letter was written: nobody writes it twice.
-- $post_id: the question. $city: the city's slug. $version: of the answer, 0 for the question.
-- $moment: now.
insert into question_letter (post_id, city, version, written_at)
values ($post_id, $city, $version, $moment)
on conflict do nothing
