-- One row a submission that waits or is being reviewed, the oldest first.
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
    submission.name,
    submission.city_id,
    submission.author,
    submission.state,
    submission.reviewer,
    submission.import_id,
    submission.submitted_at,
    coalesce(waiting.open_notes, 0) as open_notes
from submission
left join practice on submission.practice_id = practice.practice_id
left join waiting on submission.receipt = waiting.receipt
where submission.state in ('submitted', 'in_review')
order by submission.submitted_at asc, submission.receipt asc
