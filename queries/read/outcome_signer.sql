-- One row: who signed a version of an outcome.
-- $outcome: which. $version: its version.
select signed_by
from outcome_version
where outcome_id = $outcome and version = $version
order by signed_by
