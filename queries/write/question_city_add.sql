-- A question goes to a city, once a moderator has let it through.
-- $post_id: the question. $city: the city's slug.
insert into question_city (post_id, city)
values ($post_id, $city)
on conflict do nothing
