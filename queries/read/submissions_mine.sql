-- One row a submission of one author, the last touched first, with its notes that wait.
-- $author: whose.
with waiting as (
    select
        receipt,
        count(*) as open_notes
    from review_note
    where resolved_at is null
    group by receipt
)

select
    submission.receipt,
    practice.slug,
    submission.base_version,
    submission.name,
    submission.city_id,
    submission.state,
    submission.body,
    submission.created_at,
    submission.updated_at,
    submission.submitted_at,
    coalesce(waiting.open_notes, 0) as open_notes
from submission
left join practice on submission.practice_id = practice.practice_id
left join waiting on submission.receipt = waiting.receipt
where submission.author = $author
order by submission.updated_at desc, submission.receipt asc
