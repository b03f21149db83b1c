-- One row a version of an answer, the newest first.
-- $post_id: the question. $city: one city, or nothing for all.
select
    city,
    version,
    standing,
    language,
    texts,
    office,
    answered_at,
    answered_by,
    house
from answer
where post_id = $post_id and ($city = '' or city = $city)
order by city asc, version desc
