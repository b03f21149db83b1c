-- One row a submission that waits for a decision in one of these cities, with its text.
-- $city_ids: the cities.
select
    practice.slug,
    submission.receipt,
    submission.city_id,
    submission.body
from submission
left join practice on submission.practice_id = practice.practice_id
where
    list_contains($city_ids, submission.city_id)
    and submission.state in ('submitted', 'in_review', 'changes_requested')
order by submission.submitted_at, submission.receipt
