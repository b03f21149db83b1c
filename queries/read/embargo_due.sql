-- One row a submission whose minute has come, the earliest first.
-- $moment: now.
select receipt
from embargo
where ended_at is null and opens_at <= $moment
order by opens_at, receipt
