-- One row: a submission, with the slug and the public version of the practice it corrects.
-- $receipt: which.
select
    submission.receipt,
    practice.slug,
    submission.practice_id,
    submission.base_version,
    practice.published_version as public_version,
    submission.city_id,
    submission.author,
    submission.state,
    submission.name,
    submission.body,
    submission.change_note,
    submission.stamp,
    submission.reviewer,
    submission.import_id,
    submission.version,
    submission.created_at,
    submission.updated_at,
    submission.submitted_at
from submission
left join practice on submission.practice_id = practice.practice_id
where submission.receipt = $receipt
order by submission.receipt
