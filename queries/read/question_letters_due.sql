-- One row a letter that is still to be written: to the offices of a city that a question was sent
-- to (version 0), or to whoever asked and wants to be told, about a version of an answer.
-- $moment: now.
with due as (
    select
        post_id,
        city,
        0 as version,
        sent_at as since
    from question_city
    where sent_at is not null
    union all
    select
        answer.post_id,
        answer.city,
        answer.version,
        answer.answered_at as since
    from answer
    inner join post_contact on answer.post_id = post_contact.post_id
    where post_contact.confirmed_at is not null and post_contact.erase_after > $moment
)

select
    due.post_id,
    due.city,
    due.version
from due
inner join post on due.post_id = post.post_id
left join
    question_letter as written
    on
        due.post_id = written.post_id
        and due.city = written.city
        and due.version = written.version
where written.post_id is null and post.state = 'shown' and post.house is null
order by due.since, due.post_id, due.city, due.version
