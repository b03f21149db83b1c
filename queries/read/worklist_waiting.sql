-- One row a submission that waits for a decision, the oldest first; a page of them.
-- $language: of the city's name. $skip, $take: how many are passed over and given.
select
    submission.receipt,
    practice.slug,
    submission.name,
    city_name.name as city,
    submission.author,
    submission.state,
    submission.submitted_at,
    count(*) over () as total
from submission
left join practice on submission.practice_id = practice.practice_id
left join city_name
    on submission.city_id = city_name.city_id and city_name.language = $language
where submission.state in ('submitted', 'in_review')
order by submission.submitted_at asc, submission.receipt asc
limit $take offset $skip
