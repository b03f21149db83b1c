-- One row a submission of one import that waits or is being reviewed, the oldest first.
-- $import_id: the import.
select receipt
from submission
where import_id = $import_id and state in ('submitted', 'in_review')
order by submitted_at, receipt
