-- One row a submission that is sealed now, the first to open first.
select
    embargo.receipt,
    practice.slug,
    submission.base_version,
    submission.name,
    submission.city_id,
    submission.author,
    submission.body,
    embargo.opens_at,
    embargo.zone,
    embargo.sealed_by,
    embargo.sealed_at
from embargo
inner join submission on embargo.receipt = submission.receipt and submission.state = 'sealed'
left join practice on submission.practice_id = practice.practice_id
where embargo.ended_at is null
order by embargo.opens_at asc, embargo.receipt asc
